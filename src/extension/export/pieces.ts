/** Real milliseconds in which the extension host answers nobody else. */
const SLICE_MS = 20;

/**
 * The bytes of a text that comes in pieces, without ever having all of it as one text. Others may run
 * between the pieces. Throws the reason of `signal` if that is aborted.
 */
export async function bytesOf(pieces: Iterable<string>, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let since = performance.now();
  for (const piece of pieces) {
    parts.push(Buffer.from(piece));
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    since = performance.now();
  }
  return Buffer.concat(parts);
}
