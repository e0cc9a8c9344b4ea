import { crc32 } from './crc32';
import { BYTES_PER_EVENT, readColumns, writeColumns } from './file-columns';
import { damaged, newerVersion, TraceFileError } from './file-error';
import { OWN_NAMES, readHeader, type TraceFileHeader, type TraceFileMeta } from './file-header';
import { TraceStore } from './store';

export { TraceFileError } from './file-error';
export type { TraceFileMeta } from './file-header';

/** Name extension of trace files. */
export const TRACE_FILE_EXTENSION = '.loopscope';
/** Rises when older versions could no longer read the file; new names alone do not raise it. */
export const TRACE_FILE_VERSION = 1;

/** Not text, and broken by anything that translates line ends, as in PNG. */
const MAGIC = [0x89, 0x4c, 0x53, 0x54, 0x0d, 0x0a, 0x1a, 0x0a];
/** Magic, version, length of the header. */
const PREFIX_BYTES = 16;
const CHECKSUM_BYTES = 4;

/**
 * A trace as the bytes of a `.loopscope` file; docs/trace-format.md describes them.
 *
 * Equal traces with equal `meta` give equal bytes.
 */
export function encodeTrace(store: TraceStore, meta: TraceFileMeta): Uint8Array {
  const chunk = store.toChunk();
  const { title, file, clock, slowCallbackDuration, recorded, version, notes } = meta;
  const header: TraceFileHeader = {
    meta: { title, file, clock, slowCallbackDuration, recorded, version, notes },
    names: OWN_NAMES,
    events: chunk.kinds.length,
    texts: chunk.texts,
    positions: chunk.positions,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const columnsAt = PREFIX_BYTES + json.length;
  const checksumAt = columnsAt + header.events * BYTES_PER_EVENT;
  const bytes = new Uint8Array(checksumAt + CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, TRACE_FILE_VERSION, true);
  view.setUint32(12, json.length, true);
  bytes.set(json, PREFIX_BYTES);
  writeColumns(view, columnsAt, chunk);
  view.setUint32(checksumAt, crc32(bytes.subarray(0, checksumAt)), true);
  return bytes;
}

/**
 * The trace in a `.loopscope` file.
 *
 * Throws `TraceFileError`, and nothing else, if the bytes are not a trace that this version can read.
 * Never reserves more memory than the file itself justifies.
 */
export function decodeTrace(bytes: Uint8Array): { trace: TraceStore; meta: TraceFileMeta } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkPrefix(bytes, view);
  const headerBytes = view.getUint32(12, true);
  const columnsAt = PREFIX_BYTES + headerBytes;
  const checksumAt = bytes.length - CHECKSUM_BYTES;
  if (columnsAt > checksumAt) throw damaged('It is cut off.');
  if (view.getUint32(checksumAt, true) !== crc32(bytes.subarray(0, checksumAt))) {
    throw damaged('Its checksum does not fit: bytes are missing or changed.');
  }
  const header = readHeader(parseJson(bytes.subarray(PREFIX_BYTES, columnsAt)));
  if (checksumAt - columnsAt !== header.events * BYTES_PER_EVENT) {
    throw damaged(`It announces ${header.events} events, but has room for another number.`);
  }
  const trace = new TraceStore();
  trace.append(readColumns(view, columnsAt, header));
  return { trace, meta: header.meta };
}

function checkPrefix(bytes: Uint8Array, view: DataView): void {
  if (bytes.length === 0) throw damaged('It is empty.');
  const magic = MAGIC.slice(0, Math.min(MAGIC.length, bytes.length));
  if (magic.some((byte, index) => bytes[index] !== byte)) {
    throw new TraceFileError(
      'not-a-trace',
      'The file is not a trace of Loopscope. Open a file that Loopscope saved, with the name extension .loopscope.',
    );
  }
  if (bytes.length < PREFIX_BYTES + CHECKSUM_BYTES) throw damaged('It is cut off.');
  const version = view.getUint32(8, true);
  if (version > TRACE_FILE_VERSION) {
    const own = `this version of Loopscope reads up to ${TRACE_FILE_VERSION}`;
    throw newerVersion(`The trace file has format version ${version}; ${own}.`);
  }
  if (version === 0) throw damaged('It has no format version.');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged('Its header cannot be read.');
  }
}
