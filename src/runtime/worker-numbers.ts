import { Counter } from './counter';

let pools = new Counter();
let processes = new Counter();

/** The number in the names of a pool's threads, counted from 0. */
export function nextPoolNumber(): number {
  return pools.next() - 1;
}

/** The number in the name of a process, counted from 1. */
export function nextProcessNumber(): number {
  return processes.next();
}

/** A new run begins to count anew. */
export function restartWorkerNumbers(): void {
  pools = new Counter();
  processes = new Counter();
}
