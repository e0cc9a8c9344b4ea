import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import { crc32 } from '../../../src/trace/crc32';
import {
  decodeTrace,
  encodeTrace,
  TraceFileError,
  type TraceFileMeta,
} from '../../../src/trace/file';
import { EVENT_KINDS, OUTCOMES, WAIT_KINDS } from '../../../src/trace/schema';
import { TraceStore } from '../../../src/trace/store';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

const META: TraceFileMeta = {
  title: 'blocked.py',
  file: '/scenarios/blocked.py',
  clock: 'virtual',
  slowCallbackDuration: 0.1,
  recorded: '2026-01-02T03:04:05.000Z',
  version: '0.1.0',
  notes: ['It wrote 1 file that nobody else sees.'],
};

/** Magic (8), version (4), length of the header (4). */
const HEADER_AT = 16;

function events(store: TraceStore) {
  return Array.from({ length: store.length }, (_, index) => store.event(index));
}

/** The file with its JSON header changed as text, and a checksum that fits again. */
function withHeader(bytes: Uint8Array, change: (header: string) => string): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(12, true);
  const header = new TextDecoder().decode(bytes.subarray(HEADER_AT, HEADER_AT + length));
  const json = new TextEncoder().encode(change(header));
  const columns = bytes.subarray(HEADER_AT + length, bytes.length - 4);
  const changed = new Uint8Array(HEADER_AT + json.length + columns.length + 4);
  changed.set(bytes.subarray(0, HEADER_AT));
  changed.set(json, HEADER_AT);
  changed.set(columns, HEADER_AT + json.length);
  new DataView(changed.buffer).setUint32(12, json.length, true);
  return withChecksum(changed);
}

function withChecksum(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - 4;
  new DataView(bytes.buffer).setUint32(end, crc32(bytes.subarray(0, end)), true);
  return bytes;
}

function problemOf(bytes: Uint8Array): string {
  try {
    decodeTrace(bytes);
  } catch (error) {
    ok(error instanceof TraceFileError, `${error} is not a TraceFileError`);
    return error.problem;
  }
  return 'none';
}

describe('Trace file', () => {
  it('gives back the whole trace and what is known about the run', () => {
    const store = blockedSleepTrace();
    const { trace, meta } = decodeTrace(encodeTrace(store, META));
    deepStrictEqual(
      { meta, events: events(trace), texts: trace.texts, positions: trace.positions },
      { meta: META, events: events(store), texts: store.texts, positions: store.positions },
    );
  });

  it('reads a file from before there were notes', () => {
    const bytes = withHeader(encodeTrace(blockedSleepTrace(), META), (header) =>
      header.replace(/,"notes":\[.*?\]/, ''),
    );
    deepStrictEqual(decodeTrace(bytes).meta, { ...META, notes: [] });
  });

  it('keeps texts that are no valid Unicode, and an empty trace', () => {
    const odd = new TraceBuilder().output(0, 0, 'half \ud83d, 日本, \0, "\u2028').soFar();
    deepStrictEqual(decodeTrace(encodeTrace(odd, META)).trace.texts, odd.texts);
    strictEqual(decodeTrace(encodeTrace(new TraceStore(), META)).trace.length, 0);
  });

  it('is the same byte for byte for the same trace, whatever the order of the meta data', () => {
    const { title, ...rest } = META;
    const first = encodeTrace(blockedSleepTrace(), META);
    const again = encodeTrace(decodeTrace(first).trace, { ...rest, title });
    deepStrictEqual(again, first);
  });

  it('reads bytes in the middle of a larger buffer', () => {
    const bytes = encodeTrace(blockedSleepTrace(), META);
    const buffer = new Uint8Array(bytes.length + 13);
    buffer.set(bytes, 5);
    const inside = buffer.subarray(5, 5 + bytes.length);
    strictEqual(decodeTrace(inside).trace.length, blockedSleepTrace().length);
  });

  it('says that the file is damaged wherever it is cut off', () => {
    const bytes = encodeTrace(blockedSleepTrace(), META);
    const problems = new Set<string>();
    for (let length = 0; length < bytes.length; length++) {
      problems.add(problemOf(bytes.slice(0, length)));
    }
    deepStrictEqual([...problems], ['damaged']);
  });

  it('notices every single changed byte', () => {
    const bytes = encodeTrace(new TraceBuilder().created(0, 1, 'main').end(1), META);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 0x10;
      ok(problemOf(changed) !== 'none', `byte ${at} was changed and nobody noticed`);
    }
  });

  it('refuses other files, later versions and impossible headers with a next step', () => {
    const bytes = encodeTrace(blockedSleepTrace(), META);
    const later = bytes.slice();
    new DataView(later.buffer).setUint32(8, 2, true);
    const message = (file: Uint8Array) => {
      try {
        return decodeTrace(file).meta.title;
      } catch (error) {
        return String(error);
      }
    };
    deepStrictEqual(
      [
        new TextEncoder().encode('import asyncio\n'),
        later,
        withHeader(bytes, (header) => header.replace('"virtual"', '"lunar"')),
        withHeader(bytes, (header) => header.replace(/"events":\d+/, '"events":4294967295')),
        withHeader(bytes, (header) => header.replace('task.ready', 'task.juggled')),
        withHeader(bytes, () => '['.repeat(100_000)),
        withHeader(bytes, () => 'null'),
      ].map(message),
      [
        'TraceFileError: The file is not a trace of Loopscope. Open a file that Loopscope saved, with the name extension .loopscope.',
        'TraceFileError: The trace file has format version 2; this version of Loopscope reads up to 1. Update Loopscope to open it.',
        'TraceFileError: The trace file is damaged. Its part "meta.clock" is missing or has an unexpected form. Save the trace again, or copy the file again in binary mode.',
        'TraceFileError: The trace file is damaged. It announces 4294967295 events, but has room for another number. Save the trace again, or copy the file again in binary mode.',
        'TraceFileError: The trace file holds "task.juggled" (event), which this version does not know. Update Loopscope to open it.',
        'TraceFileError: The trace file is damaged. Its header cannot be read. Save the trace again, or copy the file again in binary mode.',
        'TraceFileError: The trace file is damaged. Its part "header" is missing or has an unexpected form. Save the trace again, or copy the file again in binary mode.',
      ],
    );
  });

  it('refuses times that are no numbers and positions that are not there', () => {
    const store = new TraceBuilder().created(0, 1, 'main').soFar();
    const bytes = encodeTrace(store, META);
    // Behind the columns: 2 kinds, 2 times, 2 values, 2 × 5 integers, 4 bytes of checksum.
    const timesAt = bytes.length - 4 - 2 * (8 + 8 + 20);
    const noTime = bytes.slice();
    new DataView(noTime.buffer).setFloat64(timesAt, Number.NaN, true);
    const noPosition = bytes.slice();
    new DataView(noPosition.buffer).setInt32(bytes.length - 8, 99, true);
    throws(() => decodeTrace(withChecksum(noTime)), /Event 0 has no time/);
    throws(() => decodeTrace(withChecksum(noPosition)), /Event 1 has a position/);
  });

  it('reads numbers by the names that travel with them', () => {
    const store = blockedSleepTrace();
    const pairs = [
      ['output', 'callback.ended'],
      ['sleep', 'task'],
      ['done', 'failed'],
      ['b', 'c'],
    ] as const;
    const otherSchema = withHeader(encodeTrace(store, META), (header) =>
      pairs.reduce((text, [one, other]) => swap(text, one, other), header),
    );
    // Each number now stands for the other name of its pair.
    const expected = events(store).map((event) => ({
      ...event,
      kind: exchange(EVENT_KINDS, EVENT_KINDS.indexOf(event.kind), pairs[0]).name,
      a:
        event.kind === 'task.suspended'
          ? exchange(WAIT_KINDS, event.a, pairs[1]).number
          : event.kind === 'task.ended'
            ? exchange(OUTCOMES, event.a, pairs[2]).number
            : event.a,
      b: event.c,
      c: event.b,
    }));
    deepStrictEqual(events(decodeTrace(otherSchema).trace), expected);
  });
});

/** Exchanges two names in the first list of the header that holds both. */
function swap(text: string, one: string, other: string): string {
  const names = text.indexOf('"names"');
  const head = text.slice(names);
  const swapped = head
    .replace(`"${one}"`, '"\u0001"')
    .replace(`"${other}"`, `"${one}"`)
    .replace('"\u0001"', `"${other}"`);
  return text.slice(0, names) + swapped;
}

function exchange<T extends string>(names: readonly T[], number: number, pair: readonly [T, T]) {
  const name = names[number]!;
  const other = name === pair[0] ? pair[1] : name === pair[1] ? pair[0] : name;
  return { name: other, number: names.indexOf(other) };
}
