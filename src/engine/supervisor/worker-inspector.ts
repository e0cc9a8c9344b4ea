import { Session } from 'node:inspector';
import type { Worker } from 'node:worker_threads';

/** What Node tells of a thread that the inspector can talk to. */
interface Attached {
  readonly params: {
    readonly sessionId: string;
    readonly workerInfo: { readonly title: string };
  };
}

/**
 * Evaluates expressions in threads of this process, also while they are busy: the inspector interrupts
 * what they run. One session serves all threads.
 */
export class WorkerInspector {
  readonly #sessions = new Map<string, string>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #session: Session | undefined;
  #requests = 0;

  /** Begins to evaluate `expression` in a thread; does nothing if the inspector cannot be had. */
  evaluate(worker: Worker, expression: string): void {
    this.#connect();
    const id = String(worker.threadId);
    const send = () => this.#send(this.#sessions.get(id)!, expression);
    if (this.#sessions.has(id)) send();
    else this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), send]);
  }

  #connect(): void {
    if (this.#session) return;
    const session = new Session();
    this.#session = session;
    try {
      session.connect();
    } catch {
      // This JavaScript engine was built without an inspector.
      return;
    }
    session.on('NodeWorker.attachedToWorker', ({ params }: Attached) => {
      // The title is such as `[worker 3]`, with the number that the thread has in this process.
      const id = /\[worker (\d+)\]/.exec(params.workerInfo.title)?.[1] ?? '';
      this.#sessions.set(id, params.sessionId);
      for (const send of this.#waiting.get(id) ?? []) send();
      this.#waiting.delete(id);
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  #send(sessionId: string, expression: string): void {
    const message = JSON.stringify({
      id: ++this.#requests,
      method: 'Runtime.evaluate',
      params: { expression, silent: true },
    });
    this.#session?.post('NodeWorker.sendMessageToWorker', { sessionId, message });
  }
}
