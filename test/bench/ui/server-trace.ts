import { Heap } from '../../../src/base/heap';
import { Recorder } from '../../../src/trace/recorder';
import { RunRecorder } from '../../../src/trace/run-recorder';
import { OUTCOMES, type TraceChunk, WAIT_KINDS, type WaitKind } from '../../../src/trace/schema';
import { Random } from '../../fuzz/random';

export interface ServerSize {
  /** Tasks that answer a request each. */
  readonly requests: number;
  /** How often each of them waits, on average. */
  readonly waits: number;
}

/** Seconds. */
const CALLBACK = 2e-6;
const STEP = { shortest: 5e-6, longest: 60e-6 };
const BLOCK = { shortest: 0.1, longest: 0.5 };
const WAIT = { shortest: 0.2, longest: 2.5 };
const ACCEPT_PAUSE = 0.2;
/** Requests that one acceptor takes at once, and in all. */
const ACCEPTED_AT_ONCE = 10;
const REQUESTS_PER_ACCEPTOR = 500;

/** What a request waits for, and the line on which it does. */
const WAITS: readonly (readonly [WaitKind, number])[] = [
  ['sleep', 14],
  ['sleep', 31],
  ['queue.get', 18],
  ['lock', 22],
  ['socket read', 27],
];

interface Worker {
  readonly task: number;
  readonly isAcceptor: boolean;
  left: number;
  /** Its timer; 0 if it does not sleep. */
  timer: number;
}

/** Hands on the trace of a busy server: acceptors create tasks for requests, which wait and work in turns. */
export function recordServer(size: ServerSize, sink: (chunk: TraceChunk) => void): void {
  new Server(size, sink).run();
}

class Server {
  readonly #random = new Random(1);
  readonly #recorder: Recorder;
  readonly #run: RunRecorder;
  readonly #waiting = new Heap<Worker>();
  readonly #ready: Worker[] = [];
  readonly #positions = new Map<number, number>();
  #now = 0;
  #handles = 0;
  #iteration = 0;
  #begun = 0;

  constructor(
    private readonly size: ServerSize,
    sink: (chunk: TraceChunk) => void,
  ) {
    this.#recorder = new Recorder(sink, { maxEvents: 100_000_000 });
    this.#run = new RunRecorder(this.#recorder, () => this.#now);
  }

  run(): void {
    for (let left = this.size.requests; left > 0; left -= REQUESTS_PER_ACCEPTOR) {
      this.#create('acceptor', true, Math.min(left, REQUESTS_PER_ACCEPTOR) / ACCEPTED_AT_ONCE - 1);
    }
    for (;;) {
      this.#wakeFromLoop();
      const worker = this.#ready[this.#begun];
      if (worker) this.#step(worker);
      else if (this.#waiting.size > 0) this.#sleep();
      else break;
    }
    this.#recorder.flush();
  }

  #create(name: string, isAcceptor: boolean, left: number): void {
    const task = this.#run.newTask(name, name, this.#at(8), this.#at(12));
    this.#run.taskReady(task, ++this.#handles);
    this.#ready.push({ task, isAcceptor, left, timer: 0 });
  }

  #sleep(): void {
    const until = this.#waiting.firstKey;
    this.#run.idle(this.#now, until);
    this.#now = until;
  }

  #step(worker: Worker): void {
    this.#begun++;
    this.#iteration++;
    const behind = this.#ready.length - this.#begun;
    this.#run.beginStep(worker.task, ++this.#handles, behind, this.#iteration);
    this.#wakeFromStep();
    if (worker.isAcceptor) this.#accept();
    else this.#work();
    if (worker.left-- > 0) this.#wait(worker);
    else this.#end(worker);
  }

  #accept(): void {
    for (let request = 0; request < ACCEPTED_AT_ONCE; request++) {
      this.#now += STEP.shortest;
      this.#create(
        `request-${this.#handles}`,
        false,
        this.size.waits + this.#random.between(-3, 3),
      );
    }
  }

  #work(): void {
    const begun = this.#now;
    const blocks = this.#random.below(8000) === 0;
    this.#now += this.#between(blocks ? BLOCK : STEP);
    if (blocks) this.#run.block(begun, this.#now, this.#recorder.text('time.sleep'), this.#at(33));
    if (this.#random.below(200) === 0) this.#run.output(1, `answered after ${this.#now} s\n`);
  }

  #wait(worker: Worker): void {
    const [kind, line] = worker.isAcceptor ? (['sleep', 9] as const) : this.#random.pick(WAITS);
    const deadline = this.#now + (worker.isAcceptor ? ACCEPT_PAUSE : this.#between(WAIT));
    const isSleep = kind === 'sleep';
    worker.timer = isSleep ? ++this.#handles : 0;
    const text = this.#recorder.text('sleep is over');
    if (isSleep) this.#run.timerSet(worker.timer, text, this.#at(line), deadline);
    const due = isSleep ? deadline : Number.NaN;
    this.#run.suspended(worker.task, WAIT_KINDS.indexOf(kind), 0, 0, this.#at(line), due);
    this.#waiting.push(worker, deadline, this.#handles);
  }

  #end(worker: Worker): void {
    const chance = this.#random.below(100);
    const outcome = chance === 0 ? 'failed' : chance < 3 ? 'cancelled' : 'done';
    const exception = outcome === 'failed' ? this.#recorder.text('ConnectionResetError') : 0;
    this.#run.ended(worker.task, OUTCOMES.indexOf(outcome), exception, this.#at(40));
  }

  /** Timers that are due, and what came from outside while the loop was idle. */
  #wakeFromLoop(): void {
    while (this.#waiting.firstKey <= this.#now) {
      const worker = this.#waiting.pop()!;
      const [handle, due] = worker.timer
        ? [worker.timer, this.#now]
        : [++this.#handles, Number.NaN];
      const name = this.#recorder.text(worker.timer ? 'sleep is over' : '_read_ready');
      this.#run.beginCallback(handle, name, this.#iteration, 0, 0, due);
      this.#run.taskReady(worker.task, ++this.#handles);
      this.#now += CALLBACK;
      this.#run.endCallback(handle);
      this.#ready.push(worker);
    }
  }

  /** What the step that begins now lets go on. */
  #wakeFromStep(): void {
    const soon = this.#now + STEP.longest;
    while (this.#waiting.firstKey <= soon && this.#waiting.peek()?.timer === 0) {
      const worker = this.#waiting.pop()!;
      this.#run.taskReady(worker.task, ++this.#handles);
      this.#ready.push(worker);
    }
  }

  #between({ shortest, longest }: { shortest: number; longest: number }): number {
    // Whole microseconds: other tools know no shorter times, and some lose their way among slices without length.
    const microseconds = Math.round((longest - shortest) * 1e6);
    return shortest + this.#random.below(microseconds) / 1e6;
  }

  #at(line: number): number {
    const known = this.#positions.get(line);
    if (known !== undefined) return known;
    const name = line < 12 ? 'acceptor' : 'request';
    const place = { line, column: 5, endLine: line, endColumn: 20, name };
    const position = this.#recorder.position({ file: '/srv/server.py', ...place });
    this.#positions.set(line, position);
    return position;
  }
}
