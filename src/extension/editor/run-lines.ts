import { LineHistories } from '../../analysis/line-histories';
import type { LineHistory } from '../../analysis/line-history';
import { type LinePlace, linePlaces } from '../../analysis/line-places';
import { type LineSummary, lineSummaries } from '../../analysis/line-summaries';
import type { RunModel } from '../run/run-model';

/** What stands at the end of a line. */
export interface LineMark {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** The most telling part of it, for where there is little room. */
  readonly short: string;
  /** A summary of the whole run (`quiet`, or `blocking`), who stands there at the cursor, or the value of a cell. */
  readonly kind: 'quiet' | 'blocking' | 'place' | 'running' | 'result';
}

/** Columns of a line with its mark; VS Code fades out what an editor beside the timeline has no room for. */
const MOST_COLUMNS = 60;

/** What stands behind a line of so many columns: the hover of the line tells the rest. */
export function markText({ text, short }: LineMark, columns: number): string {
  return columns + text.length > MOST_COLUMNS ? short : text;
}

/** Events that are read at a time, so that the extension host can answer between. */
const SLICE = 50_000;

const NOTHING: LinePlace[] = [];

/**
 * What one run says about the lines of its files.
 *
 * 1. The summaries of lines are known from the end of the run on. Where a cursor is set, those who stand at
 *    a line at that moment take the place of its summary.
 * 2. A line says nothing any more when it or one above it was edited after the run began.
 * 3. A run of an earlier session, or from a trace file, has no summaries: nobody knows whether its program
 *    is the one on screen. Nor has one whose cells were restarted. It shows who stands where when its cursor is set, because the user asked.
 */
export class RunLines {
  readonly #cuts = new Map<string, number>();
  readonly #files = new Set<string>();
  readonly #summaries = new Map<string, readonly LineSummary[]>();
  #positions = 0;
  #histories: LineHistories | undefined;
  #places: readonly LinePlace[] = NOTHING;
  #placesOf: RunModel['cursor'];

  /** `hasRunHere`: it was run in this session. */
  constructor(
    readonly model: RunModel,
    private hasRunHere: boolean,
  ) {}

  /** A line of a file (from 1) and all that follow it are not what was run any more. */
  edited(file: string, line: number): void {
    this.#cuts.set(file, Math.min(line, this.#cuts.get(file) ?? line));
  }

  /** Reads the trace of a run that is over, in slices. `turn` lets others do something between them. */
  async read(turn: () => Promise<void>): Promise<void> {
    if (!this.hasRunHere) return;
    const histories = new LineHistories(this.model.timeline);
    while (histories.read(SLICE)) await turn();
    if (this.hasRunHere) this.#histories = histories;
  }

  /** Its cells were restarted: it has no summaries any more, also if it was not over. */
  forget(): void {
    this.hasRunHere = false;
    this.#histories = undefined;
  }

  /** Whether a file is the scenario, or the run came through it. */
  speaksOf(file: string): boolean {
    const { positions } = this.model.trace;
    for (; this.#positions < positions.length; this.#positions++) {
      this.#files.add(positions[this.#positions]!.file);
    }
    return file === this.model.file || this.#files.has(file);
  }

  /** The marks of a file, in no particular order. */
  marks(file: string, withSummaries: boolean): LineMark[] {
    const places = this.#placesNow().filter(
      (place) => place.file === file && this.holds(file, place.line),
    );
    const taken = new Set(places.map(({ line }) => line));
    const summaries = withSummaries ? this.#summariesOf(file) : [];
    return [
      ...places.map(({ line, text, isRunning }) =>
        mark(line, text, text, isRunning ? 'running' : 'place'),
      ),
      ...summaries
        .filter(({ line }) => !taken.has(line) && this.holds(file, line))
        .map(({ line, text, short, isBlocking }) =>
          mark(line, text, short, isBlocking ? 'blocking' : 'quiet'),
        ),
    ];
  }

  /** What happened at a line (from 1), if the line is still what was run. */
  history(file: string, line: number): LineHistory | undefined {
    return this.holds(file, line) ? this.#histories?.linesOf(file).get(line) : undefined;
  }

  /** Whether a line of a file (from 1) and all above it are still what was run. */
  holds(file: string, line: number): boolean {
    return line < (this.#cuts.get(file) ?? Number.POSITIVE_INFINITY);
  }

  #summariesOf(file: string): readonly LineSummary[] {
    if (!this.#histories) return [];
    const { names, findings } = this.model;
    const known = this.#summaries.get(file);
    if (known) return known;
    const summaries = lineSummaries(this.#histories, names, findings, file);
    this.#summaries.set(file, summaries);
    return summaries;
  }

  #placesNow(): readonly LinePlace[] {
    const { cursor, names } = this.model;
    if (cursor === this.#placesOf) return this.#places;
    this.#placesOf = cursor;
    if (!cursor) {
      this.#places = NOTHING;
      return NOTHING;
    }
    this.#places = linePlaces(this.model.whereabouts, cursor, names);
    return this.#places;
  }
}

/** Longer texts (characters) would only lie beyond the edge of the editor. */
const MOST_TEXT = 120;

function mark(line: number, text: string, short: string, kind: LineMark['kind']): LineMark {
  return { line, text: plain(text), short: plain(short), kind };
}

/** Names of tasks are the program's, and may hold anything. */
export function plain(text: string): string {
  const words = text.replaceAll(/\s+/g, ' ');
  return words.length > MOST_TEXT ? `${words.slice(0, MOST_TEXT)}…` : words;
}
