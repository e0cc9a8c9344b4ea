import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createEngine } from '../../src/engine/client';
import type { Engine, EngineOptions, Run } from '../../src/engine/client-api';
import { type RunOutcome, type RunRequest, runRequest } from '../../src/protocol/run';
import { lengthWithoutEnd } from '../../src/trace/ending';
import type { TraceChunk } from '../../src/trace/schema';
import { TraceStore } from '../../src/trace/store';
import { Timeline } from '../../src/trace/timeline';

/** The folder with the product's bundles; tests run from the folder of the project. */
export const BUNDLE_FOLDER = join(process.cwd(), 'dist');
/** Kept between test runs, so that the snapshot is made once. */
const CACHE_FOLDER = join(process.cwd(), '.loopscope-cache');

/**
 * Options of an engine whose programs may take their time to clean up: on a busy machine that can be
 * longer than a user wants to wait.
 */
export const PATIENT: Partial<EngineOptions> = { politeStopSeconds: 60 };

/** A run that is over, with what it left. */
export interface FinishedRun {
  readonly outcome: RunOutcome;
  readonly trace: TraceStore;
  readonly timeline: Timeline;
  /** What it wrote to stdout and stderr. */
  readonly stdout: string;
  readonly stderr: string;
}

/** The real engine, and a folder for scenarios that goes away with it. */
export class EngineUnderTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'loopscope-scenarios-'));
  readonly log: string[] = [];
  readonly engine: Engine;

  constructor(cacheFolder = CACHE_FOLDER, options: Partial<EngineOptions> = {}) {
    this.engine = createEngine({
      bundleFolder: BUNDLE_FOLDER,
      cacheFolder,
      log: (line) => this.log.push(line),
      ...options,
    });
  }

  dispose(): void {
    this.engine.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a file beside the scenarios and returns its path. */
  write(name: string, text: string): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  /** Starts a scenario whose text is `source`. Work costs nothing unless `options` say otherwise. */
  start(
    source: string,
    options: Partial<RunRequest> = {},
    name = 'scenario.py',
    onAsk?: () => void,
  ): StartedRun {
    return this.startFile(this.write(name, source), options, onAsk);
  }

  /** `before`: the trace that the one of the run continues, without its end. */
  startFile(
    file: string,
    options: Partial<RunRequest> = {},
    onAsk = () => {},
    before?: TraceStore,
  ): StartedRun {
    const request = runRequest(file, this.folder, { measureWork: false, ...options });
    return new StartedRun(this.engine, request, onAsk, before);
  }

  run(source: string, options?: Partial<RunRequest>, name?: string): Promise<FinishedRun> {
    return this.start(source, options, name).finished();
  }

  /** Runs a scenario that is given `lines` one by one when it asks for input, and then the end. */
  async talk(source: string, lines: readonly string[]): Promise<FinishedRun> {
    const left = [...lines];
    const run = this.start(source, {}, 'scenario.py', () => run.run.type(left.shift()));
    return run.finished();
  }

  runFile(file: string, options?: Partial<RunRequest>): Promise<FinishedRun> {
    return this.startFile(file, options).finished();
  }
}

export class StartedRun {
  readonly trace = new TraceStore();
  readonly timeline = new Timeline(this.trace);
  readonly run: Run;
  #onGrowth: () => void = () => {};

  constructor(engine: Engine, request: RunRequest, onAsk?: () => void, before?: TraceStore) {
    if (before) {
      this.trace.append(before.slice(0, 1, 1, lengthWithoutEnd(before)));
      this.timeline.update();
    }
    const onChunk = (chunk: TraceChunk) => {
      this.trace.append(chunk);
      this.timeline.update();
      this.#onGrowth();
    };
    this.run = engine.run(request, onChunk, onAsk);
  }

  /** Settles once the program has printed `text`; rejects if it ends without. */
  printed(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.run.outcome.then(({ end, message }) =>
        reject(new Error(`The program did not print "${text}" (${end}): ${message}`)),
      );
      const look = () => {
        if (this.stdout.includes(text)) resolve();
      };
      this.#onGrowth = look;
      look();
    });
  }

  /** What it has written to stdout so far. */
  get stdout(): string {
    return this.#output(1);
  }

  async finished(): Promise<FinishedRun> {
    const outcome = await this.run.outcome;
    const { trace, timeline, stdout } = this;
    return { outcome, trace, timeline, stdout, stderr: this.#output(2) };
  }

  #output(stream: 1 | 2): string {
    const { trace, timeline } = this;
    const ofStream = timeline.outputs.filter((event) => trace.a(event) === stream);
    return ofStream.map((event) => trace.text(trace.b(event))).join('');
  }
}
