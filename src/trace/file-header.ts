import { damaged } from './file-error';
import {
  EVENT_KINDS,
  INTEGER_COLUMNS,
  OUTCOMES,
  type Position,
  READY_CAUSES,
  RUN_ENDS,
  WAIT_KINDS,
} from './schema';

/** What a trace file says about the run beside its events. */
export interface TraceFileMeta {
  /** File name of the scenario without folders. */
  readonly title: string;
  /** Absolute path or URI of the scenario. */
  readonly file: string;
  readonly clock: 'virtual' | 'system';
  /** Seconds from which a step counts as blocking. */
  readonly slowCallbackDuration: number;
  /** When the run was recorded, ISO 8601. */
  readonly recorded: string;
  /** The version of Loopscope that recorded it. */
  readonly version: string;
  /** What else the user was told about the run, as full sentences. Older files have none. */
  readonly notes: readonly string[];
}

/** The names behind the numbers in the columns, in the order of the writer's schema. */
export interface TraceFileNames {
  readonly kinds: readonly string[];
  readonly readyCauses: readonly string[];
  readonly waitKinds: readonly string[];
  readonly outcomes: readonly string[];
  readonly runEnds: readonly string[];
  readonly integerColumns: readonly string[];
}

export const OWN_NAMES: TraceFileNames = {
  kinds: EVENT_KINDS,
  readyCauses: READY_CAUSES,
  waitKinds: WAIT_KINDS,
  outcomes: OUTCOMES,
  runEnds: RUN_ENDS,
  integerColumns: INTEGER_COLUMNS,
};

/** The JSON part of a trace file. Text 0 and position 0 are not written. */
export interface TraceFileHeader {
  readonly meta: TraceFileMeta;
  readonly names: TraceFileNames;
  readonly events: number;
  readonly texts: readonly string[];
  readonly positions: readonly Position[];
}

/** Checks a parsed header part by part. Throws `TraceFileError` if one is missing or of another type. */
export function readHeader(value: unknown): TraceFileHeader {
  const header = asRecord(value, 'header');
  const names = asRecord(header['names'], 'names');
  return {
    meta: readMeta(asRecord(header['meta'], 'meta')),
    names: {
      kinds: asTexts(names['kinds'], 'names.kinds'),
      readyCauses: asTexts(names['readyCauses'], 'names.readyCauses'),
      waitKinds: asTexts(names['waitKinds'], 'names.waitKinds'),
      outcomes: asTexts(names['outcomes'], 'names.outcomes'),
      runEnds: asTexts(names['runEnds'], 'names.runEnds'),
      integerColumns: asTexts(names['integerColumns'], 'names.integerColumns'),
    },
    events: asCount(header['events'], 'events'),
    texts: asTexts(header['texts'], 'texts'),
    positions: asList(header['positions'], 'positions').map(readPosition),
  };
}

function readMeta(meta: Record<string, unknown>): TraceFileMeta {
  const clock = asText(meta['clock'], 'meta.clock');
  if (clock !== 'virtual' && clock !== 'system') throw wrong('meta.clock');
  return {
    title: asText(meta['title'], 'meta.title'),
    file: asText(meta['file'], 'meta.file'),
    clock,
    slowCallbackDuration: asNumber(meta['slowCallbackDuration'], 'meta.slowCallbackDuration'),
    recorded: asText(meta['recorded'], 'meta.recorded'),
    version: asText(meta['version'], 'meta.version'),
    notes: asTexts(meta['notes'] ?? [], 'meta.notes'),
  };
}

function readPosition(value: unknown): Position {
  const position = asRecord(value, 'positions');
  return {
    file: asText(position['file'], 'positions.file'),
    line: asCount(position['line'], 'positions.line'),
    column: asCount(position['column'], 'positions.column'),
    endLine: asCount(position['endLine'], 'positions.endLine'),
    endColumn: asCount(position['endColumn'], 'positions.endColumn'),
    name: asText(position['name'], 'positions.name'),
  };
}

function asRecord(value: unknown, part: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(part);
  return Object.fromEntries(Object.entries(value));
}

function asList(value: unknown, part: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(part);
  return value;
}

function asTexts(value: unknown, part: string): string[] {
  return asList(value, part).map((text) => asText(text, part));
}

function asText(value: unknown, part: string): string {
  if (typeof value !== 'string') throw wrong(part);
  return value;
}

function asNumber(value: unknown, part: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw wrong(part);
  return value;
}

function asCount(value: unknown, part: string): number {
  const count = asNumber(value, part);
  if (!Number.isInteger(count)) throw wrong(part);
  return count;
}

function wrong(part: string) {
  return damaged(`Its part "${part}" is missing or has an unexpected form.`);
}
