const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const CTRL_U = '\u0015';
const ESCAPE = '\u001b';
const ENTER = '\r';
/** Deletes a column of a terminal. */
const RUB_OUT = '\b \b';
/** Keys such as arrows and function keys, whole, or one character. */
const KEYS = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|O.|)|.`, 'gsu');
const CONTROL = /\p{Cc}/u;
/** What takes two columns in a terminal. */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** What came of something that was typed. */
export interface Typed {
  /** What a terminal shows. */
  readonly echo: string;
  /** Whole lines with `\n` at their ends; undefined for the end of the input. */
  readonly lines: readonly (string | undefined)[];
  /** Ctrl+C was pressed; what was typed before it is forgotten. */
  readonly isInterrupted: boolean;
}

/**
 * Makes lines of keys, as the line discipline of a terminal does: Backspace takes a character back,
 * Ctrl+U the line, Enter ends it, and Ctrl+D at its beginning ends the input.
 */
export class LineEditor {
  #line: string[] = [];

  type(data: string): Typed {
    let echo = '';
    const lines: (string | undefined)[] = [];
    for (const [key] of data.replace(/\r\n?|\n/g, ENTER).matchAll(KEYS)) {
      if (key === CTRL_C) {
        this.#line = [];
        return { echo: `${echo}^C`, lines, isInterrupted: true };
      }
      if (key === ENTER) {
        lines.push(`${this.#take().join('')}\n`);
        echo += '\r\n';
      } else if (key === CTRL_D) {
        if (this.#line.length === 0) lines.push(undefined);
      } else echo += this.#edit(key);
    }
    return { echo, lines, isInterrupted: false };
  }

  #take(): string[] {
    const line = this.#line;
    this.#line = [];
    return line;
  }

  #edit(key: string): string {
    if (key === '\u007f' || key === '\b') return rubOut(this.#line.splice(-1));
    if (key === CTRL_U) return rubOut(this.#take());
    if (CONTROL.test(key) && key !== '\t') return '';
    this.#line.push(key);
    return key;
  }
}

function rubOut(characters: readonly string[]): string {
  return characters.map((one) => RUB_OUT.repeat(WIDE.test(one) ? 2 : 1)).join('');
}
