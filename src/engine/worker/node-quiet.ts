/** What Node did during a wait. */
export interface NodeActivity {
  /** It has nothing more to do that could end the wait: no timer, socket, file, job of its threads. */
  readonly isQuiet: boolean;
  /** It had something to do. */
  readonly wasBusy: boolean;
}

/**
 * Waits for `other`, but no longer than until Node is quiet.
 *
 * Node says so just before it would end the thread. Its list of active resources would not do: it does
 * not know the jobs of `zlib`.
 */
export async function quietBefore(other: unknown): Promise<NodeActivity> {
  let wasBusy = false;
  // It does not keep Node's loop going, so it is called only if something else does.
  const look = setImmediate(() => {
    wasBusy = true;
  }).unref();
  let onQuiet: () => void = () => {};
  const quiet = new Promise<boolean>((resolve) => {
    onQuiet = () => resolve(true);
  });
  process.once('beforeExit', onQuiet);
  try {
    const isQuiet = await Promise.race([quiet, Promise.resolve(other).then(() => false)]);
    return { isQuiet, wasBusy: wasBusy || !isQuiet };
  } finally {
    process.off('beforeExit', onQuiet);
    clearImmediate(look);
  }
}
