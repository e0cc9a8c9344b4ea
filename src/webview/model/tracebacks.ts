import type { OutputLine } from './output-lines';

/** The lines of a traceback, which are read as one. */
export interface Traceback {
  /** Index of its last line. */
  readonly last: number;
  /** What tells most: the exception. */
  readonly exception: string;
}

const BEGINNING = /^(Traceback \(most recent call last\):| {2}File ".*", line \d+)/;
const CHAINED = /^(During handling of the above exception|The above exception was)/;
const GROUP_BEGINNING = /^\s*\+ Exception Group Traceback/;
const OF_GROUP = /^\s*[|+]/;
/** The exception of a group stands as far to the left as its frame does. */
const GROUP_EXCEPTION = /^\s*\| (?=\S)/;
/** Lines that are read for one traceback at most. */
const MAX_LINES = 1000;
/** Seconds in which a traceback is written. */
const MAX_SECONDS = 0.01;

/** The traceback that begins with a line, if one does. Counterpart: `traceback.print_exception`. */
export function tracebackAt(lines: readonly OutputLine[], first: number): Traceback | undefined {
  const line = lines[first];
  if (!line?.isError) return undefined;
  const isGroup = GROUP_BEGINNING.test(line.text);
  if (!isGroup && !BEGINNING.test(line.text)) return undefined;
  const end = endOf(lines, first, line.time + MAX_SECONDS);
  return isGroup ? groupAt(lines, first, end) : plainAt(lines, first, end);
}

/** After the last line that can belong to it. */
function endOf(lines: readonly OutputLine[], first: number, until: number): number {
  let end = first + 1;
  const most = Math.min(lines.length, first + MAX_LINES);
  while (end < most && lines[end]!.isError && lines[end]!.time <= until) end++;
  return end;
}

/** Up to the exception behind the frames; of a chain, up to the last one. */
function plainAt(lines: readonly OutputLine[], first: number, end: number): Traceback | undefined {
  let exception = -1;
  for (let index = first + 1; index < end; index++) {
    const { text } = lines[index]!;
    const isOfFrame = text.startsWith(' ') || BEGINNING.test(text);
    if (!isOfFrame && text !== '') exception = index;
    if (index !== exception) continue;
    const isChained = CHAINED.test(lines[index + 2]?.text ?? '');
    if (!isChained || index + 3 >= end) break;
    index += 3;
  }
  return exception < 0 ? undefined : { last: exception, exception: lines[exception]!.text };
}

function groupAt(lines: readonly OutputLine[], first: number, end: number): Traceback | undefined {
  let last = first;
  while (last + 1 < end && OF_GROUP.test(lines[last + 1]!.text)) last++;
  const own = lines.slice(first, last + 1).find(({ text }) => GROUP_EXCEPTION.test(text));
  return own && { last, exception: own.text.replace(GROUP_EXCEPTION, '') };
}
