import { Session } from 'node:inspector';
import type { Worker } from 'node:worker_threads';

/** What Node tells of a thread that the inspector can talk to. */
interface Attached {
  readonly params: {
    readonly sessionId: string;
    readonly workerInfo: { readonly title: string };
  };
}

/** An answer of a thread. */
interface Answered {
  readonly params: { readonly message: string };
}

/**
 * Evaluates expressions in threads of this process, also while they are busy: the inspector interrupts
 * what they run. One session serves all threads.
 */
export class WorkerInspector {
  readonly #sessions = new Map<string, string>();
  readonly #waiting = new Map<string, (() => void)[]>();
  #session: Session | undefined;
  readonly #answers = new Map<number, () => void>();
  #requests = 0;

  /** Evaluates `expression` in a thread, and then calls `onDone`; never if the inspector cannot be had. */
  evaluate(worker: Worker, expression: string, onDone: () => void): void {
    this.#connect();
    const id = String(worker.threadId);
    const send = () => this.#send(this.#sessions.get(id)!, expression, onDone);
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
    session.on('NodeWorker.receivedMessageFromWorker', ({ params }: Answered) => {
      const { id }: { readonly id?: number } = JSON.parse(params.message);
      if (id === undefined) return;
      this.#answers.get(id)?.();
      this.#answers.delete(id);
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  #send(sessionId: string, expression: string, onDone: () => void): void {
    const id = ++this.#requests;
    this.#answers.set(id, onDone);
    const message = JSON.stringify({
      id,
      method: 'Runtime.evaluate',
      params: { expression, silent: true },
    });
    this.#session?.post('NodeWorker.sendMessageToWorker', { sessionId, message });
  }
}
