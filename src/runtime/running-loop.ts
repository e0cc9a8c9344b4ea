import { RuntimeError } from './errors';
import type { EventLoop } from './loop';

let running: EventLoop | undefined;
/** The loop that was set for when none runs. */
let current: EventLoop | undefined;

/** The loop that runs now. Throws `RuntimeError` outside of one: `asyncio.get_running_loop`. */
export function getRunningLoop(): EventLoop {
  if (running === undefined) throw new RuntimeError('no running event loop');
  return running;
}

/** As `getRunningLoop`, but undefined outside of a loop: `events._get_running_loop`. */
export function findRunningLoop(): EventLoop | undefined {
  return running;
}

/** For the loop itself: `events._set_running_loop`. */
export function setRunningLoop(loop: EventLoop | undefined): void {
  running = loop;
}

/**
 * The running loop, or else the one that was set: `asyncio.get_event_loop`.
 * Throws `RuntimeError` if there is neither.
 */
export function getEventLoop(): EventLoop {
  const loop = running ?? current;
  if (loop === undefined) {
    throw new RuntimeError("There is no current event loop in thread 'MainThread'.");
  }
  return loop;
}

/** For `setEventLoop`, which checks what it is given. */
export function setCurrentLoop(loop: EventLoop | undefined): void {
  current = loop;
}
