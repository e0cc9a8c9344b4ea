import type { PrimitiveKind, PrimitiveRecord } from '../trace/primitive-lanes';
import { plural } from './format-seconds';

/** Everything that is said of one kind of primitive. */
export interface PrimitiveWords {
  /** It belongs to a task while its level is not 0; ` by func1` follows then. */
  readonly hasOwner: boolean;
  /** Its level is a number that can be read; else it is only 0 or not. */
  readonly isCounted: boolean;
  /** Of a state that is over, behind its name: `was held`, `held 3 of 5 items`. */
  was(level: number, limit: number | undefined): string;
  /** The same beside its name: `held`, `3 of 5 items`. */
  is(level: number, limit: number | undefined): string;
  /** What there was in the whole run: `taken once`. */
  sum(primitive: Pick<PrimitiveRecord, 'limit' | 'highest' | 'rises'>): string;
  /** What a task did by which the level rose, and by which it fell. */
  readonly rose: string;
  readonly fell: string;
  /** What happens when it gets another level: `func1 takes the lock door`. */
  change(task: string, name: string, level: number): string;
}

const lock: PrimitiveWords = {
  hasOwner: true,
  isCounted: false,
  was: (level) => (level === 0 ? 'was free' : 'was held'),
  is: (level) => (level === 0 ? 'free' : 'held'),
  sum: ({ rises }) => `taken ${timesOver(rises)}`,
  rose: 'took it',
  fell: 'released it',
  change: (task, name, level) =>
    level > 0 ? `${task} takes ${name}` : `${task} gives ${name} back`,
};

const condition: PrimitiveWords = {
  ...lock,
  was: (level) => (level === 0 ? 'had a free lock' : 'had its lock held'),
  rose: 'took its lock',
  fell: 'released its lock',
};

const event: PrimitiveWords = {
  hasOwner: false,
  isCounted: false,
  was: (level) => (level === 0 ? 'was not set' : 'was set'),
  is: (level) => (level === 0 ? 'not set' : 'set'),
  sum: ({ rises }) => `set ${timesOver(rises)}`,
  rose: 'set it',
  fell: 'cleared it',
  change: (task, name, level) => `${task} ${level > 0 ? 'sets' : 'clears'} ${name}`,
};

const semaphore: PrimitiveWords = {
  hasOwner: false,
  isCounted: true,
  was: (level, limit) => `had ${level}${of(limit)} places free`,
  is: (level, limit) => `${level}${of(limit)} free`,
  sum: ({ limit }) => plural(limit ?? 0, 'place'),
  rose: 'gave a place back',
  fell: 'took a place',
  change: (_, name, level) => `${name} has ${plural(level, 'free place')} now`,
};

const queue: PrimitiveWords = {
  hasOwner: false,
  isCounted: true,
  was: (level, limit) => `held ${items(level, limit)}`,
  is: items,
  sum: ({ limit, highest }) => `at most ${highest}${of(limit)} items`,
  rose: 'put an item in',
  fell: 'took an item out',
  change: (_, name, level) => `${name} has ${plural(level, 'item')} now`,
};

const barrier: PrimitiveWords = {
  hasOwner: false,
  isCounted: true,
  was: (level, limit) => `had ${level}${of(limit)} tasks`,
  is: (level, limit) => `${level}${of(limit)} tasks`,
  sum: ({ limit }) => `for ${plural(limit ?? 0, 'task')}`,
  rose: 'came',
  fell: 'left',
  change: (_, name, level) => `${name} has ${plural(level, 'task')} inside now`,
};

/** The words of each kind. */
export const PRIMITIVE_WORDS: Readonly<Record<PrimitiveKind, PrimitiveWords>> = {
  ...{ lock, condition, event, semaphore, queue, barrier },
};

function of(limit: number | undefined): string {
  return limit === undefined ? '' : ` of ${limit}`;
}

function items(level: number, limit: number | undefined): string {
  return limit === undefined ? plural(level, 'item') : `${level}${of(limit)} items`;
}

function timesOver(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}
