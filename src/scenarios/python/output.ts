import type { OutputSink } from '../scenario';
import type { Interpreter } from './interpreter';

/** The standard streams of a program. */
export interface RedirectedOutput {
  /** Counts what is written anew, up to another limit. */
  renewLimit(limit: number): void;
}

/**
 * Hands on what the interpreter writes to its standard streams, as it comes.
 *
 * 1. Bytes of a character that is not complete wait for the rest.
 * 2. After `limit` characters in all, `onLimit` is called with the limit; it must not return.
 */
export function redirectOutput(
  interpreter: Interpreter,
  sink: OutputSink,
  limit: number,
  onLimit: (limit: number) => never,
): RedirectedOutput {
  let written = 0;
  let most = limit;
  const writer = (stream: 1 | 2) => {
    const decoder = new TextDecoder();
    return {
      isatty: false,
      write: (bytes: Uint8Array): number => {
        const text = decoder.decode(bytes, { stream: true });
        const left = most - written;
        written += text.length;
        if (text !== '') sink(stream, text.slice(0, left));
        if (written > most) onLimit(most);
        return bytes.length;
      },
    };
  };
  interpreter.setStdout(writer(1));
  interpreter.setStderr(writer(2));
  return {
    renewLimit: (next) => {
      written = 0;
      most = next;
    },
  };
}
