import type { CursorMoment } from '../trace/cursor';
import type { TaskMoment } from '../trace/moment-tasks';
import type { Position } from '../trace/schema';
import type { Whereabouts } from '../trace/whereabouts';
import { countOf } from './line-tally';
import type { TaskNames } from './task-names';

/** Who stands at a line at one moment. */
export interface LinePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `▶ func2 runs`, `◂ func1 waits`, `◂ 297 tasks wait`. */
  readonly text: string;
  /** The loop is at this line. */
  readonly isRunning: boolean;
}

/** Names at one line; more tasks are only counted. */
const MOST_NAMES = 3;

interface Group {
  /** Of the first `MOST_NAMES`. */
  readonly names: string[];
  count: number;
}

interface Crowd {
  readonly file: string;
  readonly line: number;
  running: string;
  readonly ready: Group;
  readonly waiting: Group;
}

/** The lines at which the tasks of a run stand at the cursor, in order of the tasks. */
export function linePlaces(
  whereabouts: Whereabouts,
  cursor: CursorMoment,
  names: TaskNames,
): LinePlace[] {
  const crowds = new Crowds();
  const running = whereabouts.running(cursor);
  if (running) {
    const name = running.kind === 'task' ? names.of(running.task) : `callback ${running.name}`;
    const crowd = crowds.at(running.position);
    if (crowd) crowd.running = name.trim();
  }
  for (const task of whereabouts.living(cursor).all.slice()) {
    if (task.state !== 'running') join(crowds.at(task.position)?.[task.state], task, names);
  }
  return crowds.all.map(({ file, line, running: runs, ready, waiting }) => ({
    file,
    line,
    text: [runs && `▶ ${runs} runs`, ...groupTexts(ready, waiting)].filter(Boolean).join(' · '),
    isRunning: runs !== '',
  }));
}

/** Thousands of tasks mostly share a few positions, so each position is looked up by itself once. */
class Crowds {
  readonly #byPosition = new Map<Position, Crowd>();
  readonly #byLine = new Map<string, Crowd>();

  get all(): Crowd[] {
    return [...this.#byLine.values()];
  }

  at(position: Position | undefined): Crowd | undefined {
    return position && (this.#byPosition.get(position) ?? this.#find(position));
  }

  #find(position: Position): Crowd {
    const { file, line } = position;
    const key = `${line} ${file}`;
    const crowd = this.#byLine.get(key) ?? {
      file,
      line,
      running: '',
      ready: { names: [], count: 0 },
      waiting: { names: [], count: 0 },
    };
    this.#byLine.set(key, crowd);
    this.#byPosition.set(position, crowd);
    return crowd;
  }
}

function join(group: Group | undefined, { task, cancelling }: TaskMoment, names: TaskNames): void {
  if (!group) return;
  if (group.count++ >= MOST_NAMES) return;
  const name = names.of(task);
  group.names.push(cancelling ? `${name} (cancelling)` : name);
}

function groupTexts(ready: Group, waiting: Group): string[] {
  const isOne = (group: Group) => group.count === 1;
  const texts: string[] = [];
  if (ready.count > 0) texts.push(`▹ ${who(ready)} ${isOne(ready) ? 'is' : 'are'} ready`);
  if (waiting.count > 0) texts.push(`◂ ${who(waiting)} ${isOne(waiting) ? 'waits' : 'wait'}`);
  return texts;
}

function who({ names, count }: Group): string {
  return count > MOST_NAMES ? countOf(count, 'task') : names.join(', ');
}
