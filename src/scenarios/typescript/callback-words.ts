/** Callbacks of the core, by the names of their functions, in words for the loop's lane. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['setResultUnlessCancelled', 'sleep is over'],
  ['releaseWaiter', 'timeout of wait'],
  ['strike', 'timeout'],
  ['stopItsLoop', 'run_until_complete: it is done'],
  ['childDone', 'gather: one is done'],
  ['oneDone', 'wait: one is done'],
  ['onTaskDone', 'task group: one is done'],
  ['innerDone', 'shield: the inner task is done'],
  ['outerDone', 'shield: the outer future is done'],
  ['clearAwaiter', 'shield: nobody waits any more'],
  ['reportException', 'shield: the inner task is done'],
  ['handleCompletion', 'as_completed: one is done'],
  ['handleTimeout', 'timeout of as_completed'],
  ['setFutureState', 'executor: the result is here'],
  ['callCheckCancel', 'executor: its future is done'],
  ['threadsJoined', 'executor: its threads are over'],
  ['settlePromise', 'promise: it is settled'],
  ['forgetPromise', 'promise: its future is done'],
]);

/** What a callback is called in the trace; `name` is that of its function. */
export function wordsForCallback(name: string): string {
  return WORDS.get(name) ?? name;
}
