import type { Position } from '../../trace/schema';
import type { Timeline } from '../../trace/timeline';
import { formatSeconds } from '../format-seconds';
import type { TaskNames } from '../task-names';
import { Causes } from './causes';
import { linked, NOTHING, type Passage, say } from './passage';

/** What explanations have to know besides the trace. */
export interface ExplainOptions {
  /** Path or name of the scenario's file; other files are named in places. */
  readonly file: string;
  /** Seconds from which a step counts as blocking. */
  readonly slowCallbackDuration: number;
}

/** Shorter times (seconds) would be written as 0.000 s. */
export const SHORTEST = 0.0005;

/** The words that all explanations of one trace share: names, times and places. */
export class Narrator {
  readonly causes: Causes;
  readonly slowCallbackDuration: number;
  /** The run is over, and what has not ended goes on with the next cell. */
  isKept = false;
  readonly #file: string;

  constructor(
    readonly timeline: Timeline,
    readonly names: TaskNames,
    options: ExplainOptions,
  ) {
    this.causes = new Causes(timeline);
    this.slowCallbackDuration = options.slowCallbackDuration;
    this.#file = baseName(options.file);
  }

  get trace() {
    return this.timeline.trace;
  }

  /** Reads the events that came since the last call, up to before `last`. Call it after those of the timeline and the names. */
  update(last?: number): void {
    this.causes.update(last);
  }

  /** The end of something that may still go on, in seconds. */
  until(to: number): number {
    return Math.min(to, this.timeline.end);
  }

  name(task: number): Passage {
    return linked(this.names.of(task), { kind: 'task', task });
  }

  /** A moment, such as `1.000 s`. */
  time(time: number): Passage {
    return linked(formatSeconds(time), { kind: 'moment', time });
  }

  /** `at 1.000 s`, or `from 1.000 s to 2.000 s` if that is not the same to a reader; `from 1.000 s on` if it is still open. */
  span(from: number, to: number): Passage {
    if (to === Number.POSITIVE_INFINITY) return say`from ${this.time(from)} on`;
    if (this.until(to) - from < SHORTEST) return say`at ${this.time(from)}`;
    return say`from ${this.time(from)} to ${this.time(this.until(to))}`;
  }

  /** `line 14`, with the file if it is not the scenario's; empty if it is not known. */
  line(position: Position | undefined): Passage {
    if (!position) return NOTHING;
    const file = baseName(position.file);
    const text = `${file === this.#file ? '' : `${file}, `}line ${position.line}`;
    return linked(text, { kind: 'position', position });
  }

  /** ` (line 14)`, or nothing. */
  inBrackets(position: Position | undefined): Passage {
    return position ? say` (${this.line(position)})` : NOTHING;
  }

  /** ` at line 14`, or nothing. */
  atLine(position: Position | undefined): Passage {
    return position ? say` at ${this.line(position)}` : NOTHING;
  }
}

function baseName(file: string): string {
  return file.slice(file.search(/[^/\\]*$/));
}
