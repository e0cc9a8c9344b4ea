import type { ChildProcess } from 'node:child_process';
import type { Transport } from '../protocol/channel';

/** Messages between a process and its child, which must use `advanced` serialization. */
export function processTransport(process: NodeJS.Process | ChildProcess): Transport {
  return {
    send: (message) => {
      // A message to a process that just ended is lost with it; `onClose` tells.
      if (process.connected) process.send?.(message as object, undefined, undefined, () => {});
    },
    onMessage: (listener) => {
      (process as ChildProcess).on('message', listener);
    },
    onClose: (listener) => {
      (process as ChildProcess).once('disconnect', listener);
    },
  };
}
