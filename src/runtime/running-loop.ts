import { RuntimeError } from './errors';
import type { EventLoop } from './loop';

let running: EventLoop | undefined;

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
