import { damaged, newerVersion } from './file-error';
import { OWN_NAMES, type TraceFileHeader, type TraceFileNames } from './file-header';
import { EVENT_KINDS, type EventKind, INTEGERS_PER_EVENT, type TraceChunk } from './schema';

/** Bytes of one event in a file with as many integer columns as ours. */
export const BYTES_PER_EVENT = 1 + 8 + 8 + 4 * INTEGERS_PER_EVENT;

/** Which enumeration the column `a` of an event kind holds. */
const NAMED_A: Partial<Record<EventKind, keyof TraceFileNames>> = {
  'task.ready': 'readyCauses',
  'task.suspended': 'waitKinds',
  'task.ended': 'outcomes',
  'job.ended': 'outcomes',
  'run.ended': 'runEnds',
};
/** Kinds whose `value` is the end of a stretch of time. */
const SPANS: readonly EventKind[] = ['block', 'loop.idle'];

/** Writes the columns one after the other, little-endian: kinds, times, values, integers. */
export function writeColumns(view: DataView, offset: number, chunk: TraceChunk): void {
  const count = chunk.kinds.length;
  let at = offset;
  for (let index = 0; index < count; index++) view.setUint8(at++, chunk.kinds[index]!);
  for (let index = 0; index < count; index++, at += 8) {
    view.setFloat64(at, chunk.times[index]!, true);
  }
  for (let index = 0; index < count; index++, at += 8) writeValue(view, at, chunk.values[index]!);
  for (let index = 0; index < chunk.integers.length; index++, at += 4) {
    view.setInt32(at, chunk.integers[index]!, true);
  }
}

/** NaN has many bit patterns; one of them keeps equal traces equal byte for byte. */
function writeValue(view: DataView, at: number, value: number): void {
  if (Number.isNaN(value)) {
    view.setUint32(at, 0, true);
    view.setUint32(at + 4, 0x7ff80000, true);
  } else {
    view.setFloat64(at, value, true);
  }
}

/**
 * Reads columns that `writeColumns` wrote, perhaps with another order of names.
 *
 * The caller has checked that the bytes are there. Throws `TraceFileError` if a number has no
 * meaning, or one that only a later version knows.
 */
export function readColumns(view: DataView, offset: number, header: TraceFileHeader): TraceChunk {
  const { events, names } = header;
  const kindOf = translation(names.kinds, OWN_NAMES.kinds, 'event');
  const kinds = Uint8Array.from({ length: events }, (_, index) =>
    kindOf(view.getUint8(offset + index)),
  );
  const timesAt = offset + events;
  const times = Float64Array.from({ length: events }, (_, i) =>
    view.getFloat64(timesAt + 8 * i, true),
  );
  const valuesAt = timesAt + 8 * events;
  const values = Float64Array.from({ length: events }, (_, i) =>
    view.getFloat64(valuesAt + 8 * i, true),
  );
  const integers = readIntegers(view, valuesAt + 8 * events, header);
  const { texts, positions } = header;
  const chunk: TraceChunk = { first: 0, kinds, times, values, integers, texts, positions };
  translateNames(chunk, names);
  checkEvents(chunk);
  return chunk;
}

function readIntegers(view: DataView, offset: number, header: TraceFileHeader): Int32Array {
  const theirs = header.names.integerColumns;
  const order = OWN_NAMES.integerColumns.map((name) => theirs.indexOf(name));
  if (theirs.length !== INTEGERS_PER_EVENT || order.includes(-1)) {
    throw newerVersion('The trace file has other columns than this version of Loopscope knows.');
  }
  const integers = new Int32Array(header.events * INTEGERS_PER_EVENT);
  for (let base = 0; base < integers.length; base += INTEGERS_PER_EVENT) {
    for (let column = 0; column < INTEGERS_PER_EVENT; column++) {
      integers[base + column] = view.getInt32(offset + 4 * (base + order[column]!), true);
    }
  }
  return integers;
}

function translateNames({ kinds, integers }: TraceChunk, names: TraceFileNames): void {
  const translations = EVENT_KINDS.map((kind) => {
    const list = NAMED_A[kind];
    return list && translation(names[list], OWN_NAMES[list], kind);
  });
  for (let index = 0; index < kinds.length; index++) {
    const at = index * INTEGERS_PER_EVENT + 1;
    const translate = translations[kinds[index]!];
    if (translate) integers[at] = translate(integers[at]!);
  }
}

/** Their number to ours, by name. */
function translation(theirs: readonly string[], ours: readonly string[], what: string) {
  const numbers = theirs.map((name) => ours.indexOf(name));
  return (number: number): number => {
    const own = numbers[number];
    if (own === undefined) throw damaged(`The number ${number} (${what}) has no name in it.`);
    if (own >= 0) return own;
    const name = theirs[number]!.slice(0, 80);
    throw newerVersion(
      `The trace file holds "${name}" (${what}), which this version does not know.`,
    );
  };
}

/** A time that is no number, or an end before the beginning, would upset everything that reads it. */
function checkEvents({ kinds, times, values, integers, positions }: TraceChunk): void {
  for (let index = 0; index < kinds.length; index++) {
    if (!Number.isFinite(times[index]!)) throw damaged(`Event ${index} has no time.`);
    const span = SPANS.includes(EVENT_KINDS[kinds[index]!]!);
    const value = values[index]!;
    if (span ? !(value >= times[index]! && Number.isFinite(value)) : Math.abs(value) === Infinity) {
      throw damaged(`Event ${index} has an impossible value.`);
    }
    const position = integers[(index + 1) * INTEGERS_PER_EVENT - 1]!;
    if (position < 0 || position > positions.length) {
      throw damaged(`Event ${index} has a position that is not in the file.`);
    }
  }
}
