import { SgrState } from './sgr-state';

const DIM = '\u001b[0;2m';
const RESET = '\u001b[0m';

/**
 * Turns what a program wrote into what a terminal shows, with a prefix in front of each line.
 *
 * 1. The program's colours are kept, also over a line's end, and never colour the prefix.
 * 2. A line has the prefix of the moment at which its first character was written.
 * 3. A lone carriage return begins the line anew, with a new prefix, as progress bars do.
 */
export class LinePrefixer {
  readonly #sgr = new SgrState();
  #atLineStart = true;
  /** The last character was a carriage return, and what follows decides what it means. */
  #return = false;

  /** True if the last line has been ended. */
  get atLineStart(): boolean {
    return this.#atLineStart;
  }

  /** The user has ended the line. */
  endLine(): void {
    this.#newLine();
  }

  /** @param prefix without colours; empty for none */
  write(text: string, prefix: string): string {
    let result = '';
    for (const part of text.split(/(\r\n|\n|\r)/)) {
      if (part === '') continue;
      if (part === '\n' || part === '\r\n') result += this.#newLine();
      else if (part === '\r') this.#return = true;
      else result += this.#content(part, prefix);
    }
    return result;
  }

  #newLine(): string {
    this.#return = false;
    this.#atLineStart = true;
    return '\r\n';
  }

  #content(text: string, prefix: string): string {
    const back = this.#return ? '\r' : '';
    const begins = this.#return || this.#atLineStart;
    this.#return = false;
    this.#atLineStart = false;
    const head = begins && prefix !== '' ? `${DIM}${prefix}${RESET}${this.#sgr.restore}` : '';
    this.#sgr.read(text);
    return back + head + text;
  }
}
