import type { Job, ThreadInstrument, Worker } from '../runtime';
import type { JobRecorder } from '../trace/job-recorder';
import type { Outcome } from '../trace/schema';

/** What the instrument asks of the program that it watches. */
export interface JobProgram {
  /** The recorder's number of the task that handed a job in, 0 if none did. */
  submitterOf(job: Job): number;
  /** The recorder's position of the user's call that led here, 0 if there is none. */
  currentPosition(): number;
  /** The recorder's number of the text that says what a job failed with. */
  errorText(error: unknown): number;
}

/** Tells the recorder what the threads and processes of a scenario do. */
export class JobInstrument implements ThreadInstrument {
  readonly #workers = new WeakMap<Worker, number>();
  readonly #jobs = new WeakMap<Job, number>();

  constructor(
    private readonly recorder: JobRecorder,
    private readonly program: JobProgram,
  ) {}

  /** The recorder's number of a worker; 0 for none, and for one that it has not heard of. */
  numberOf(worker: Worker | undefined): number {
    return (worker && this.#workers.get(worker)) ?? 0;
  }

  workerStarted(worker: Worker): void {
    this.#workers.set(worker, this.recorder.newWorker(worker.name, worker.kind));
  }

  jobSubmitted(job: Job): void {
    const { program, recorder } = this;
    const task = program.submitterOf(job);
    // What a job hands in is told later, when the program stands somewhere else.
    const position = job.submittedIn ? 0 : program.currentPosition();
    this.#jobs.set(job, recorder.submitted(task, job.call, position));
  }

  jobStarted(job: Job): void {
    this.recorder.started(this.#jobs.get(job) ?? 0, this.numberOf(job.worker), job.from);
  }

  jobEnded(job: Job): void {
    const { outcome } = job;
    const exception = outcome?.hasFailed ? this.program.errorText(outcome.error) : 0;
    this.recorder.ended(this.#jobs.get(job) ?? 0, outcomeOf(job), exception, job.to);
  }
}

function outcomeOf({ outcome }: Job): Outcome {
  if (outcome === undefined) return 'cancelled';
  return outcome.hasFailed ? 'failed' : 'done';
}
