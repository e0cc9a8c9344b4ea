import { Console } from 'node:console';
import { Writable } from 'node:stream';
import type { OutputSink } from '../scenario';
import { ConsoleTimers } from './console-timers';

/**
 * Sends what a program prints, with `console` or to `process.stdout`, to `sink` as it comes.
 * After `limit` characters in all, `onLimit` is called; it must not return. `time` is that of the run.
 */
export function redirectOutput(
  sink: OutputSink,
  limit: number,
  onLimit: () => never,
  time: () => number,
): void {
  let written = 0;
  const write = (stream: 1 | 2, text: string): void => {
    const left = limit - written;
    written += text.length;
    if (text !== '') sink(stream, text.slice(0, left));
    if (written > limit) onLimit();
  };
  const [stdout, stderr] = [stream((text) => write(1, text)), stream((text) => write(2, text))];
  Object.defineProperty(process, 'stdout', { value: stdout, configurable: true });
  Object.defineProperty(process, 'stderr', { value: stderr, configurable: true });
  globalThis.console = new Console({ stdout, stderr });
  new ConsoleTimers(console, time).install();
}

function stream(write: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write: (chunk: string | Buffer, _encoding, done) => {
      write(chunk.toString());
      done();
    },
  });
}
