import { type ClockKind, DEFAULT_LIMITS, type RunLimits } from '../protocol/run';
import { UsageError } from './usage';

/** What `loopscope run` was asked to do. */
export interface RunOptions {
  /** The scenario as written on the command line. */
  readonly file: string;
  /** What follows it: arguments of the program. */
  readonly args: readonly string[];
  readonly clock: ClockKind;
  /** See `RunRequest.measureWork`. */
  readonly measureWork: boolean;
  /** Seconds from which a step counts as blocking. */
  readonly threshold: number;
  readonly failOnBlocking: boolean;
  /** File for the trace, undefined for none. */
  readonly trace: string | undefined;
  readonly json: boolean;
  readonly timeline: boolean;
  readonly color: boolean;
  readonly limits: RunLimits;
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'run'; readonly options: RunOptions };

type Draft = { -readonly [K in keyof RunOptions]: RunOptions[K] };

const FLAGS: Readonly<Record<string, (draft: Draft) => void>> = {
  '--json': (draft) => {
    draft.json = true;
  },
  '--no-measure-work': (draft) => {
    draft.measureWork = false;
  },
  '--no-timeline': (draft) => {
    draft.timeline = false;
  },
  '--no-color': (draft) => {
    draft.color = false;
  },
};

const VALUES: Readonly<Record<string, (draft: Draft, value: string, option: string) => void>> = {
  '--trace': (draft, value) => {
    draft.trace = value;
  },
  '--threshold': (draft, value, option) => {
    draft.threshold = positive(value, option, false);
  },
  '--clock': (draft, value, option) => {
    if (value !== 'virtual' && value !== 'system')
      throw oneOf(option, ['virtual', 'system'], value);
    draft.clock = value;
  },
  '--fail-on': (draft, value, option) => {
    if (value !== 'blocking') throw oneOf(option, ['blocking'], value);
    draft.failOnBlocking = true;
  },
  '--limit-virtual-seconds': limit('virtualSeconds', false),
  '--limit-real-seconds': limit('realSeconds', false),
  '--limit-steps': limit('steps', true),
  '--limit-events': limit('events', true),
  '--limit-output-characters': limit('outputCharacters', true),
};

/**
 * Reads the words behind `loopscope`. Options end at FILE, as with `python`.
 *
 * Throws `UsageError` if they make no sense.
 */
export function parseCommand(words: readonly string[]): Command {
  const [first] = words;
  if (first === undefined) throw new UsageError('No command is given. Try `loopscope --help`.');
  if (first === '--help' || first === '-h' || first === 'help') return { name: 'help' };
  if (first === '--version' || first === '-V') return { name: 'version' };
  if (first !== 'run') {
    const hint = /\.(py|ts|js)$/.test(first) ? `loopscope run ${first}` : 'loopscope --help';
    throw new UsageError(`There is no command "${first}". Try \`${hint}\`.`);
  }
  return parseRun(words.slice(1));
}

function parseRun(words: readonly string[]): Command {
  const draft: Draft = {
    file: '',
    args: [],
    clock: 'virtual',
    measureWork: true,
    threshold: 0.1,
    failOnBlocking: false,
    trace: undefined,
    json: false,
    timeline: true,
    color: true,
    limits: DEFAULT_LIMITS,
  };
  let at = 0;
  for (; at < words.length && words[at]!.startsWith('-'); at++) {
    const word = words[at]!;
    if (word === '--') {
      at++;
      break;
    }
    if (word === '--help' || word === '-h') return { name: 'help' };
    at += readOption(draft, word, words[at + 1]);
  }
  const file = words[at];
  if (file === undefined || file === '') {
    throw new UsageError('No file is given. Try `loopscope run FILE`, or `loopscope --help`.');
  }
  return { name: 'run', options: { ...draft, file, args: words.slice(at + 1) } };
}

/** Returns the number of words that it used beside the option itself. */
function readOption(draft: Draft, word: string, next: string | undefined): number {
  const equals = word.indexOf('=');
  const option = equals < 0 ? word : word.slice(0, equals);
  const flag = own(FLAGS, option);
  if (flag) {
    if (equals >= 0) throw new UsageError(`The option ${option} takes no value.`);
    flag(draft);
    return 0;
  }
  const read = own(VALUES, option);
  if (!read) throw new UsageError(`There is no option ${option}. Try \`loopscope --help\`.`);
  const value = equals < 0 ? next : word.slice(equals + 1);
  if (value === undefined || value === '') {
    throw new UsageError(`The option ${option} needs a value. Try \`loopscope --help\`.`);
  }
  read(draft, value, option);
  return equals < 0 ? 1 : 0;
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function limit(name: keyof RunLimits, whole: boolean) {
  return (draft: Draft, value: string, option: string): void => {
    draft.limits = { ...draft.limits, [name]: positive(value, option, whole) };
  };
}

function positive(value: string, option: string, whole: boolean): number {
  const number = /^[0-9.]+(e[-+]?[0-9]+)?$/i.test(value) ? Number(value) : Number.NaN;
  const good = number > 0 && Number.isFinite(number) && (!whole || Number.isInteger(number));
  if (good) return number;
  const kind = whole ? 'whole number' : 'number';
  throw new UsageError(`The option ${option} needs a ${kind} above 0, not "${value}".`);
}

function oneOf(option: string, values: readonly string[], value: string): UsageError {
  return new UsageError(`The option ${option} takes ${values.join(' or ')}, not "${value}".`);
}
