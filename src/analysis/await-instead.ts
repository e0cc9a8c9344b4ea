import { IN_FUNCTION } from '../trace/schema';
import type { TraceStore } from '../trace/store';
import type { Fix } from './finding';

/** The change that puts what a coroutine can await in place of a call that blocks, if it is known. */
export function awaitInstead(trace: TraceStore, block: number): Fix | undefined {
  const text = trace.text(trace.c(block));
  const position = trace.positionOf(block);
  if (text === '' || !position) return undefined;
  const { line, column, endLine, endColumn } = position;
  const edits = [{ from: [line, column], to: [endLine, endColumn], text }] as const;
  const title = SLEEP.test(text) ? `Use ${text}` : `Run it in a thread: ${text}`;
  return { title, edits };
}

/** The function that makes a blocking call and cannot await, as the user named it; empty if it can. */
export function functionThatBlocks(trace: TraceStore, block: number): string {
  return (trace.b(block) & IN_FUNCTION) === 0 ? '' : (trace.positionOf(block)?.name ?? '');
}

const SLEEP = /^await (?:\w+\.)?\w*sleep\w*\(/;
