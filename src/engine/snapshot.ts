const MAGIC = Buffer.from('LSPYSNAP');
const HEADER_BYTES = MAGIC.length + 8;

/** A snapshot file does not hold a whole snapshot. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** A snapshot with a header that tells a whole file from a part of one. */
export function encodeSnapshot(image: Uint8Array): Uint8Array {
  const file = Buffer.alloc(HEADER_BYTES + image.length);
  MAGIC.copy(file);
  file.writeBigUInt64LE(BigInt(image.length), MAGIC.length);
  file.set(image, HEADER_BYTES);
  return file;
}

/** The memory image in a snapshot file. Throws `SnapshotError` if the file is not whole. */
export function decodeSnapshot(file: Buffer): Uint8Array {
  const isWhole =
    file.length >= HEADER_BYTES &&
    file.subarray(0, MAGIC.length).equals(MAGIC) &&
    file.readBigUInt64LE(MAGIC.length) === BigInt(file.length - HEADER_BYTES);
  if (!isWhole) throw new SnapshotError('The snapshot of the interpreter is damaged.');
  return file.subarray(HEADER_BYTES);
}
