/** What a colour or a pattern means. */
export const STATE_WORDS = {
  running: 'running',
  blocking: 'blocking the loop',
  ready: 'ready, waiting for its turn',
  waiting: 'waiting for something',
  callback: 'callback',
  job: 'job of a thread or process',
  idle: 'idle',
  level: 'held, set, or how full; striped: a task waits',
} as const;

/** What a mark means. */
export const MARK_WORDS = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  cancelling: 'asked to cancel',
  unfinished: 'not done when the run ended',
} as const;
