import type { Timeline } from '../trace/timeline';
import type { Finding, Fix, FixEdit } from './finding';
import { roundSeconds } from './format-seconds';

/** What is to be said about an idiom; `what`: the words of the program. */
interface Words {
  message(what: string): string;
  advice(what: string): string;
  /** Of the changes that replace it. */
  readonly title: string;
  /** Another way to mend it, which is the same for every file. */
  readonly otherFix?: Fix;
}

const MAKE_CELLS = 'Make the file a notebook with # %%';

/** By the name that the trace gives an idiom. */
const WORDS: Readonly<Record<string, Words>> = {
  'coroutine-decorator': {
    message: (what) =>
      `\`${what}\` was how coroutines were written before Python 3.5; Python 3.11 removed it.`,
    advice: () => 'Write `async def` instead, and `await` in place of `yield from`.',
    title: 'Write coroutines with async def and await',
  },
  'yield-from': {
    message: () =>
      'In an `async def`, `await` has taken the place of `yield from` since Python 3.5.',
    advice: () => 'Write `await` instead.',
    title: 'Replace yield from by await',
  },
  'loop-argument': {
    message: (what) =>
      `Since Python 3.10, \`${what}\` takes no \`loop\`: it finds the loop that runs by itself.`,
    advice: () => 'Leave the argument out.',
    title: 'Remove the loop arguments',
  },
  'no-loop-run': {
    message: noLoop,
    advice: () => 'Start the program with `asyncio.run(…)`, which makes a loop and closes it.',
    title: 'Start the program with asyncio.run',
  },
  'no-loop-new': {
    message: noLoop,
    advice: () =>
      'Make one with `asyncio.new_event_loop()`, or put the program into a coroutine and start it with `asyncio.run(…)`.',
    title: 'Make a new event loop here',
  },
  'no-loop-before': {
    message: noLoop,
    advice: () =>
      'Do it inside of a coroutine that `asyncio.run(…)` starts, or set a loop before with `asyncio.set_event_loop(asyncio.new_event_loop())`.',
    title: 'Set a new event loop before',
  },
  'wait-for-coroutines': {
    message: (what) => `Since Python 3.11, \`${what}\` takes tasks and futures, not coroutines.`,
    advice: () =>
      'Make a task of each with `asyncio.create_task(…)`, or use `asyncio.gather(…)`, which does it for you.',
    title: 'Make a task of each coroutine',
  },
  'with-await': {
    message: (what) =>
      `\`${what}\` was how a lock was held before Python 3.5; Python 3.9 removed it.`,
    advice: () => 'Write `async with` and the lock itself.',
    title: 'Write async with',
  },
  'asyncio-async': {
    message: () =>
      '`async` is a keyword since Python 3.7. The function is called `asyncio.ensure_future` since Python 3.4.4.',
    advice: () => 'Use `asyncio.ensure_future(…)`, or in a coroutine `asyncio.create_task(…)`.',
    title: 'Use asyncio.ensure_future',
  },
  'async-keyword': {
    message: (what) =>
      `\`${what}\` is a keyword since Python 3.7, so nothing else can have this name.`,
    advice: (what) => `Give it another name, such as \`${what}_\`.`,
    title: 'Give it another name',
  },
  'removed-name': {
    message: (what) => `\`${what}\` is gone: asyncio had it until Python 3.8 or longer ago.`,
    advice: () => 'Use what has taken its place.',
    title: 'Use the new name',
  },
  'child-watcher': {
    message: () =>
      'Python 3.14 removed child watchers: the loop itself hears when a child process ends.',
    advice: () => 'Leave the line out.',
    title: '',
  },
  'await-in-function': {
    message: (what) =>
      `\`${what}\` is an ordinary function, and only a coroutine function can wait.`,
    advice: (what) => `Write \`async def ${what}\`, and await its calls.`,
    title: 'Write async def',
  },
  'function-not-called': {
    message: (what) =>
      `\`${what}\` is a function; its call \`${what}(…)\` is the coroutine that is wanted here.`,
    advice: () => 'Put the brackets of a call behind the name.',
    title: 'Call the function',
  },
  'no-running-loop': {
    message: (what) => `No event loop runs here, and \`${what}\` needs one.`,
    advice: () => 'Move the call into a coroutine that `asyncio.run(…)` runs.',
    title: '',
  },
  'print-statement': {
    message: () => '`print` is a function since Python 3.0.',
    advice: () => 'Put brackets around what it prints.',
    title: 'Put brackets around what print prints',
  },
  'await-outside-run': {
    message: outside,
    advice: () =>
      'Start the program with `asyncio.run(…)`. In a notebook, `await` may stand here: a line `# %%` at the top makes the file one.',
    title: 'Start the program with asyncio.run',
    otherFix: { title: MAKE_CELLS, edits: [{ from: [1, 1], to: [1, 1], text: '# %%\n' }] },
  },
  'await-outside': {
    message: outside,
    advice: (what) =>
      `Put it into an \`async def\` that \`asyncio.run(…)\` starts. In a notebook, \`${what}\` may stand here: a line \`# %%\` at the top makes the file one.`,
    title: MAKE_CELLS,
  },
  'run-in-cell': {
    message: (what) =>
      `In the cells of a notebook a loop runs already, so \`${what}\` cannot start one.`,
    advice: () => 'Write `await` in its place.',
    title: 'Await it',
  },
  'run-in-coroutine': {
    message: (what) => `A loop runs this coroutine already, so \`${what}\` cannot start one.`,
    advice: () => 'Write `await` in its place.',
    title: 'Await it',
  },
  'run-in-function': {
    message: (what) =>
      `A loop runs already while this function is called, so \`${what}\` cannot start one.`,
    advice: () => 'Make the function an `async def`, and `await` both it and what it runs.',
    title: '',
  },
  'ipython-command': {
    message: (what) => `\`${what}\` is a command of IPython, not of Python.`,
    advice: () => 'Loopscope runs Python alone: make the line a comment, or leave it out.',
    title: 'Make the line a comment',
  },
};

/** The idiom of an older Python behind the error that ended the run, with what is written today. */
export function oldIdiomFindings(timeline: Timeline): Finding[] {
  const { trace } = timeline;
  const found: Finding[] = [];
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) !== 'idiom.found') continue;
    const words = WORDS[trace.text(trace.a(event))];
    if (!words) continue;
    const what = trace.text(trace.b(event));
    const edits = editsOf(trace.text(trace.c(event)));
    found.push({
      code: 'old-idiom',
      severity: 'information',
      position: trace.positionOf(event),
      message: words.message(what),
      advice: words.advice(what),
      time: roundSeconds(trace.time(event)),
      count: 1,
      seconds: 0,
      delayed: [],
      delayedCount: 0,
      ...(edits.length > 0 && { fix: { title: words.title, edits } }),
      ...(words.otherFix && { otherFix: words.otherFix }),
    });
  }
  return found;
}

function outside(what: string): string {
  return `In a plain file, \`${what}\` may stand only inside of an \`async def\`.`;
}

function noLoop(what: string): string {
  return `Since Python 3.14, \`${what}\` makes no event loop where none runs.`;
}

/** A trace may come from a file, so nothing is taken for granted. */
function editsOf(json: string): FixEdit[] {
  if (json === '') return [];
  try {
    const edits: unknown = JSON.parse(json);
    return Array.isArray(edits) ? edits.filter(isEdit) : [];
  } catch {
    return [];
  }
}

function isEdit(edit: unknown): edit is FixEdit {
  if (typeof edit !== 'object' || edit === null) return false;
  const { from, to, text } = edit as Record<string, unknown>;
  return isPlace(from) && isPlace(to) && typeof text === 'string';
}

function isPlace(place: unknown): boolean {
  return Array.isArray(place) && place.length === 2 && place.every((one) => Number.isInteger(one));
}
