/** What a colour or a pattern means. */
export const STATE_WORDS = {
  running: 'running',
  blocking: 'blocking the loop',
  ready: 'ready, but not its turn yet',
  waiting: 'waiting for something',
  callback: 'callback',
  job: 'job of a thread or process',
  idle: 'idle',
  level: 'held, set, or how full; striped: somebody waits',
} as const;

/** What a pale bar means. */
export const DENSE_WORDS = 'many short steps';

/** What an arrow means. */
export const ARROW_WORDS = {
  created: 'who created whom',
  woke: 'who woke whom',
  cancelled: 'who asked whom to cancel',
} as const;

/** Said when some arrows are left out. */
export const SAMPLE_WORDS = 'not all arrows: zoom in for more';

/** What a mark means. */
export const MARK_WORDS = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  cancelling: 'asked to cancel',
  unfinished: 'not done when the run ended',
  kept: 'goes on with the next cell',
  limit: 'end of a timeout',
  over: 'end of a timeout, reached',
  asks: 'waits for your input',
} as const;
