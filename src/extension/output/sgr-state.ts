const ESCAPE = '\u001b';
/** A "select graphic rendition" sequence: colours, bold and the like. */
const SGR = new RegExp(`${ESCAPE}\\[([\\d;:]*)m`, 'g');

/**
 * Knows which colours are on, so that text of ours can be put between the program's.
 *
 * Only whole resets are understood as an end (`0`, or nothing); other codes pile up in order, which
 * a terminal reads the same way.
 */
export class SgrState {
  #active: string[] = [];

  /** The sequence that turns on again what the program turned on; empty if nothing is on. */
  get restore(): string {
    return this.#active.length === 0 ? '' : `${ESCAPE}[${this.#active.join(';')}m`;
  }

  read(text: string): void {
    for (const [, codes = ''] of text.matchAll(SGR)) this.#apply(codes);
  }

  #apply(codes: string): void {
    const parts = codes === '' ? ['0'] : codes.split(';');
    // `38;5;0` is colour 0 and no reset: only a zero that leads its sequence is taken as one.
    if (Number(parts[0] || 0) === 0) {
      this.#active = [];
      parts.shift();
    }
    if (parts.length > 0) this.#active.push(parts.join(';'));
    // A program that never resets must not make every line longer than the one before.
    if (this.#active.length > MAX_ACTIVE) this.#active.splice(0, this.#active.length - MAX_ACTIVE);
  }
}

const MAX_ACTIVE = 8;
