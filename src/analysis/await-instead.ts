import { CALLER, IN_FUNCTION, type Position } from '../trace/schema';
import type { TraceStore } from '../trace/store';
import type { Fix } from './finding';

/** What a coroutine can await instead of a call that blocks. */
export interface AwaitableCall {
  readonly text: string;
  /** What it takes the place of: the call, or that of the function around it. */
  readonly position: Position;
}

/** What could be awaited instead of a call that blocks, if it is known. */
export function awaitableCall(trace: TraceStore, block: number): AwaitableCall | undefined {
  const text = trace.text(trace.c(block));
  const caller = Math.floor(trace.b(block) / CALLER);
  const position = caller === 0 ? trace.positionOf(block) : trace.knownPosition(caller);
  return text === '' || !position ? undefined : { text, position };
}

/** The change that puts what can be awaited into `file`; undefined if its place is in another. */
export function awaitInstead({ text, position }: AwaitableCall, file: string): Fix | undefined {
  const { line, column, endLine, endColumn } = position;
  if (position.file !== file) return undefined;
  const edits = [{ from: [line, column], to: [endLine, endColumn], text }] as const;
  const title = SLEEP.test(text) ? `Use ${text}` : `Run it in a thread: ${text}`;
  return { title, edits };
}

/** The function that makes a blocking call and cannot await, as the user named it; empty if it can. */
export function functionThatBlocks(trace: TraceStore, block: number): string {
  return (trace.b(block) & IN_FUNCTION) === 0 ? '' : (trace.positionOf(block)?.name ?? '');
}

const SLEEP = /^await (?:\w+\.)?\w*sleep\w*\(/;
