import * as vscode from 'vscode';

/** Real milliseconds: most work is over before, and a notification that flashes is noise. */
const DELAY_MS = 1000;

/** The user pressed _Cancel_. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Does some work and shows a notification with a cancel button if it takes longer than a second.
 *
 * `work` looks at its signal now and then. Throws what `work` throws; that is `Cancelled` if it calls
 * `throwIfAborted`.
 */
export async function withLateProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const result = work(abort.signal);
  const timer = setTimeout(() => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (_, cancelled) => {
      cancelled.onCancellationRequested(() => abort.abort(new Cancelled()));
      return result.then(
        () => undefined,
        () => undefined,
      );
    });
  }, DELAY_MS);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
  }
}
