import { ValueError } from '../errors';
import type { ByteBuffer } from './byte-buffer';

/** What ends a piece of a stream: one separator, or several of which the first counts. */
export type Separators = Uint8Array | readonly Uint8Array[];

/** The separators, the shortest first. Throws `ValueError` if there is none or an empty one. */
export function separatorList(separator: Separators): readonly Uint8Array[] {
  const list = separator instanceof Uint8Array ? [separator] : [...separator];
  if (list.length === 0) throw new ValueError('Separator should contain at least one element');
  list.sort((a, b) => a.length - b.length);
  if (list[0]!.length === 0) {
    throw new ValueError('Separator should be at least one-byte string');
  }
  return list;
}

/**
 * The separator that is complete first: where it starts and ends. Without one, `start` is where the
 * search must go on when more has come.
 */
export function findSeparator(
  buffer: ByteBuffer,
  separators: readonly Uint8Array[],
  from: number,
): { start: number; end: number | undefined } {
  let start = 0;
  let end: number | undefined;
  for (const separator of separators) {
    const at = buffer.indexOf(separator, from);
    if (at < 0 || (end !== undefined && at + separator.length >= end)) continue;
    start = at;
    end = at + separator.length;
  }
  if (end !== undefined) return { start, end };
  const longest = separators[separators.length - 1]!.length;
  return { start: Math.max(from, buffer.length + 1 - longest), end };
}
