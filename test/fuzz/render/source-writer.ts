/** Lines of a source text, with their indentation. */
export class SourceWriter {
  private readonly lines: string[] = [];
  private depth = 0;

  constructor(private readonly indentation: string) {}

  line(text: string): void {
    this.lines.push(text === '' ? '' : this.indentation.repeat(this.depth) + text);
  }

  /** Writes `head`, and what `body` writes one step further in. */
  block(head: string, body: () => void): void {
    this.line(head);
    this.depth++;
    body();
    this.depth--;
  }

  toString(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
