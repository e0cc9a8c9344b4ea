import { EventLoop } from './loop';
import { setCurrentLoop } from './running-loop';
import { VirtualClock } from './virtual-clock';

export { getEventLoop } from './running-loop';

/** Makes the loops of `newEventLoop`; the host gives them its clock, instruments and limits. */
export type LoopFactory = () => EventLoop;

/** Without a host, a loop has a virtual clock of its own, on which work takes no time. */
const makeBareLoop: LoopFactory = () =>
  new EventLoop({ clock: new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY }) });

let factory = makeBareLoop;

/** For the host: what makes new loops; undefined brings loops without a host back. */
export function setLoopFactory(newFactory: LoopFactory | undefined): void {
  factory = newFactory ?? makeBareLoop;
}

/** Makes a loop, which the caller must close: `asyncio.new_event_loop`. */
export function newEventLoop(): EventLoop {
  return factory();
}

/** Makes `loop` what `getEventLoop` returns while no loop runs: `asyncio.set_event_loop`. */
export function setEventLoop(loop: EventLoop | undefined): void {
  if (loop !== undefined && !(loop instanceof EventLoop)) {
    throw new TypeError(
      `loop must be an instance of AbstractEventLoop or None, not '${typeof loop}'`,
    );
  }
  setCurrentLoop(loop);
}
