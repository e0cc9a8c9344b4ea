import type { Recorder } from './recorder';
import { kindNumber, OUTCOMES, type Outcome } from './schema';

const WORKER_CREATED = kindNumber('worker.created');
const SUBMITTED = kindNumber('job.submitted');
const STARTED = kindNumber('job.started');
const ENDED = kindNumber('job.ended');

/** Turns what threads and processes do into events. Each call comes at its moment, or after it. */
export class JobRecorder {
  readonly #recorder: Recorder;
  readonly #time: () => number;
  #workers = 0;
  #jobs = 0;

  /** `time` is the clock of the run, in seconds. */
  constructor(recorder: Recorder, time: () => number) {
    this.#recorder = recorder;
    this.#time = time;
  }

  /** Returns the number of the worker. */
  newWorker(name: string, kind: 'thread' | 'process'): number {
    const worker = ++this.#workers;
    const [nameText, kindText] = [this.#recorder.text(name), this.#recorder.text(kind)];
    this.#recorder.add(WORKER_CREATED, this.#time(), 0, worker, nameText, kindText, 0);
    return worker;
  }

  /** Returns the number of the job. `task` handed it in, 0 if none did. */
  submitted(task: number, call: string, position: number): number {
    const job = ++this.#jobs;
    const text = this.#recorder.text(call);
    this.#recorder.add(SUBMITTED, this.#time(), task, job, text, 0, position);
    return job;
  }

  /** `from`: when the job began, in seconds. */
  started(job: number, worker: number, from: number): void {
    this.#recorder.add(STARTED, this.#time(), 0, job, worker, 0, 0, this.#ifEarlier(from));
  }

  /** `to`: when the job ended, in seconds. `exception` is a text, 0 if there is none. */
  ended(job: number, outcome: Outcome, exception: number, to: number): void {
    const number = OUTCOMES.indexOf(outcome);
    this.#recorder.add(ENDED, this.#time(), 0, number, job, exception, 0, this.#ifEarlier(to));
  }

  #ifEarlier(time: number): number {
    return time < this.#time() ? time : Number.NaN;
  }
}
