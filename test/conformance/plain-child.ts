import { readFileSync, writeSync } from 'node:fs';
import { PlainPython } from '../support/plain-python';

/** A process that runs one file on a loop in pure Python: file, name, folder to show, arguments. */
async function main([file = '', name = '', folder = '', ...args]: string[]): Promise<void> {
  const sink = (text: string) => void writeSync(1, text);
  const source = readFileSync(file, 'utf8');
  const { exception } = await new PlainPython().run(source, name, args, {
    folder,
    sink,
    realTime: true,
  });
  process.exitCode = exception === '' ? 0 : 1;
  if (exception !== '') writeSync(2, exception);
}

void main(process.argv.slice(2));
