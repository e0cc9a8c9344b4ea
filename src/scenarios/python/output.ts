import type { OutputSink } from '../scenario';
import type { Interpreter } from './interpreter';

/**
 * Hands on what the interpreter writes to its standard streams, as it comes.
 *
 * 1. Bytes of a character that is not complete wait for the rest.
 * 2. After `limit` characters in all, `onLimit` is called; it must not return.
 */
export function redirectOutput(
  interpreter: Interpreter,
  sink: OutputSink,
  limit: number,
  onLimit: () => never,
): void {
  let written = 0;
  const writer = (stream: 1 | 2) => {
    const decoder = new TextDecoder();
    return {
      isatty: false,
      write: (bytes: Uint8Array): number => {
        const text = decoder.decode(bytes, { stream: true });
        const left = limit - written;
        written += text.length;
        if (text !== '') sink(stream, text.slice(0, left));
        if (written > limit) onLimit();
        return bytes.length;
      },
    };
  };
  interpreter.setStdout(writer(1));
  interpreter.setStderr(writer(2));
}
