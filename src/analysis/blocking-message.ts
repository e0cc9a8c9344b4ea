import type { Hold, HoldKind } from './blocking-lines';
import { callName, isNameless } from './call-name';
import type { Finding } from './finding';
import { formatSeconds } from './format-seconds';
import type { AsyncioNames } from './language';

/** All holds of one line, in order of time; at least one. */
export interface LineHolds {
  readonly holds: readonly Hold[];
  /** Seconds in all. */
  readonly seconds: number;
}

/** The hold that says most about the line: the longest, the first of equals. */
export function mainHold({ holds }: LineHolds): Hold {
  return holds.reduce((best, hold) => (hold.seconds > best.seconds ? hold : best));
}

/** The stable name for the problem of a line. */
export function blockingCode(line: LineHolds): Finding['code'] {
  const { kind, step } = mainHold(line);
  if (kind === 'call') return 'blocking-call';
  return step.kind === 'callback' ? 'blocking-callback' : 'blocking-step';
}

/** What a line did to the loop, as a full sentence. */
export function blockingMessage(line: LineHolds): string {
  const { kind } = mainHold(line);
  const subject = subjectOf(line, kind);
  const verb = kind === 'call' ? 'held the loop' : 'kept the loop busy';
  const total = formatSeconds(line.seconds);
  const times = line.holds.length;
  const calls = line.holds.reduce((sum, hold) => sum + hold.calls, 0);
  const end = kind === 'part' ? ', and this line took the largest part of it.' : '.';
  if (times > 1) {
    const longest = formatSeconds(mainHold(line).seconds);
    return `${subject} ${verb} ${times} times, ${total} in all (longest ${longest})${end}`;
  }
  if (kind === 'call' && calls > 1 && !IMPORT.test(callText(line))) {
    return `${subject} ran ${calls} times in one step and ${verb} for ${total}.`;
  }
  return `${subject} ${verb} for ${total}${end}`;
}

function subjectOf(line: LineHolds, kind: HoldKind): string {
  if (kind === 'call') return `\`${callText(line)}\``;
  const { position, step, text } = mainHold(line);
  const what = step.kind === 'callback' ? 'callback' : 'step';
  if (!position) return withName(what, text);
  if (kind === 'line') return 'This line';
  if (kind === 'part') return `A ${what}`;
  return step.kind === 'callback' ? 'The callback scheduled here' : 'The step that starts here';
}

function withName(what: string, name: string): string {
  if (name === '') return `A ${what}`;
  return what === 'callback' ? `The callback \`${name}\`` : `A step of \`${name}\``;
}

/** `time.sleep(2)`, or `time.sleep(…)` if the calls on the line were not all the same. */
function callText({ holds }: LineHolds): string {
  const texts = new Set(holds.filter((hold) => hold.kind === 'call').map((hold) => hold.text));
  const [first = 'This call'] = texts;
  if (texts.size <= 1) return first;
  const name = functionOf(first);
  return [...texts].every((text) => functionOf(text) === name) ? `${name}(…)` : first;
}

function functionOf(call: string): string {
  const parenthesis = call.indexOf('(');
  return parenthesis < 0 ? call : call.slice(0, parenthesis);
}

/** The next step for somebody who wants the loop back, as a full sentence. */
export function blockingAdvice(line: LineHolds, names: AsyncioNames): string {
  const { kind, step } = mainHold(line);
  const inTask = step.kind === 'task';
  if (kind !== 'call') return workAdvice(inTask, names);
  const call = callText(line);
  if (IMPORT.test(call)) return 'Import it at the top of the file, before the loop runs.';
  const isSleep = SLEEP.test(functionOf(call));
  if (isSleep && inTask) return sleepAdvice(line, names);
  if (isSleep) return `Use \`${names.callLater}\` for what comes after the pause.`;
  if (inTask && OF_THREAD.test(call)) {
    return `Await the result: hand the job in with \`${names.runInExecutor}\`, or use \`${names.wrapFuture}\`.`;
  }
  if (inTask && inFunctionWithName(line)) return `${threadAdvice(line, names)}.`;
  const means = inTask ? names.toThread : names.runInExecutor;
  return `Move the call to a thread with \`${means}\`.`;
}

function sleepAdvice(line: LineHolds, names: AsyncioNames): string {
  const call = callText(line);
  const { inFunction } = mainHold(line);
  const sleep = `\`await asyncio.sleep${call.slice(functionOf(call).length)}\``;
  if (inFunction === '' || inFunction === MODULE) return `Use ${sleep}.`;
  if (inFunction.endsWith('<genexpr>')) {
    return `Write a \`for\` loop in place of the generator expression, with ${sleep}.`;
  }
  if (names.isPython && isNameless(inFunction)) {
    return `A \`lambda\` cannot await: write an \`async def\` in its place that uses ${sleep}, and await its calls.`;
  }
  const kind = names.isPython ? 'an `async def`' : 'an `async` function';
  const name = callName(inFunction);
  if (isNameless(inFunction)) {
    return `${name} cannot await: make it ${kind} that uses ${sleep}, and await its calls.`;
  }
  return `${threadAdvice(line, names)}, or make ${name} ${kind} that uses ${sleep}, and await its calls.`;
}

/** Leaves the function as it is, which others may call from threads already: without a full stop. */
function threadAdvice(line: LineHolds, { toThread }: AsyncioNames): string {
  const { inFunction, instead, position } = mainHold(line);
  const name = callName(inFunction);
  if (!instead) return `Call ${name} in a thread with \`await ${toThread}(…)\``;
  const { file, line: at } = instead.position;
  const where =
    file === position?.file ? `line ${at}` : `line ${at} of ${file.replace(FOLDER, '')}`;
  return `${name} cannot await, so run it in a thread, with \`${instead.text}\` in ${where}`;
}

function inFunctionWithName(line: LineHolds): boolean {
  const { inFunction } = mainHold(line);
  return inFunction !== '' && !isNameless(inFunction);
}

/** All of a path but the name of the file. */
const FOLDER = /^.*[\\/]/;
/** The top level, where a cell of a notebook can await. */
const MODULE = '<module>';

/** The loop was held by the interpreter, which read a module. */
const IMPORT = /^(?:import|from) /;
/** However it was imported. */
const SLEEP = /^(?:\w+\.)*sleep$/;
/** The result of a job of a thread, which the caller waits for. */
const OF_THREAD = /\.(?:result|exception)\([^()]*\)$/;

function workAdvice(inTask: boolean, names: AsyncioNames): string {
  return inTask
    ? `Divide the work with \`await asyncio.sleep(0)\`, or move it out of the loop with \`${names.toThread}\` or a process pool.`
    : `Do the work in a task that gives control back, or move it out of the loop with \`${names.runInExecutor}\`.`;
}
