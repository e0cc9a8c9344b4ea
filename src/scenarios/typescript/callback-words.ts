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
  ['settlePromise', 'promise: it is settled'],
  ['forgetPromise', 'promise: its future is done'],
]);

/** What a callback is called in the trace; `call` is its call in words, such as `greet('Ada')`. */
export function callbackName(call: string): string {
  const name = call.split('(', 1)[0] ?? '';
  return WORDS.get(name) ?? name;
}
