/** Something that text can be written to. */
export interface TextSink {
  write(text: string): unknown;
}

export interface PrintOptions {
  /** Where the text goes; the default is the console. */
  file?: TextSink;
}

/** Python's `print`. */
export function print(text: string, { file }: PrintOptions): void {
  if (file === undefined) console.log(text);
  else file.write(`${text}\n`);
}
