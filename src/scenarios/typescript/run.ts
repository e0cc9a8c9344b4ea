import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AsyncFunctionCoroutine,
  type Coroutine,
  EventLoop,
  joinThreads,
  KeyboardInterrupt,
  markAwait,
  type ReadVariables,
  ReturnedValue,
  Runner,
  run,
  running,
  SystemExit,
} from '../../runtime';
import { OutputLimitReached, ProgramEnded, type Scenario, type ScenarioResult } from '../scenario';
import { useClockOfNode } from './clock-of-node';
import { each } from './each';
import { makeHelpers } from './helpers';
import type { HotLines } from './hot-lines';
import { type FileBody, type LoadedFile, Loader } from './loader';
import { asyncioModule } from './modules/asyncio';
import { timeModule } from './modules/time';
import { type Given, NativePromises } from './native-promises';
import { redirectOutput } from './output';
import { keepProcess, runExitListeners } from './process-of-run';
import { Program } from './program';
import { SourceError } from './source-error';
import { headOf, placeOfError, showUserStacks, textOfError } from './stack-text';

/** A call that runs a loop, made at the top level of a file. */
class LoopCall {
  constructor(
    readonly target: unknown,
    readonly method: string,
    readonly args: readonly unknown[],
  ) {}

  /** Makes the call as it stands. */
  make(): unknown {
    const callee = this.method === '' ? this.target : Reflect.get(Object(this.target), this.method);
    return Reflect.apply(callee, this.method === '' ? undefined : this.target, this.args);
  }
}

const ASYNCIO = 'loopscope/asyncio';
const NO_ASYNCIO =
  "The program does not import loopscope/asyncio, so no event loop ran and there is nothing to show. Add `import * as asyncio from 'loopscope/asyncio';` and start the program with `asyncio.run(main())`.";

const EXIT_FAILED = 1;
/** The exit code of a program that Ctrl+C ended. */
const EXIT_INTERRUPTED = 130;

/** Runs a TypeScript or JavaScript scenario, in a thread that has run nothing before. */
export async function runTypeScript(
  scenario: Scenario,
  hotLines: HotLines,
): Promise<ScenarioResult> {
  return new TypeScriptRun(scenario, hotLines).run();
}

class TypeScriptRun {
  readonly #program: Program;
  readonly #promises: NativePromises;
  readonly #asyncio: Record<string, unknown>;
  /** Seconds since 1970, on the clock of the run. */
  #sinceEpoch = () => Date.now() / 1000;
  readonly #loader: Loader;

  constructor(
    private readonly scenario: Scenario,
    hotLines: HotLines,
  ) {
    this.#promises = new NativePromises(scenario.outside, () => this.#lookForSignals());
    this.#asyncio = asyncioModule();
    this.#program = new Program(scenario, hotLines, this.#promises);
    const { sites, code } = this.#program;
    const { unsaved, clock, record, recordLocals } = scenario;
    this.#loader = new Loader({
      sites,
      code,
      recordLocals: record && recordLocals,
      unsaved,
      modules: new Map<string, unknown>([
        ['tslib', makeHelpers(this.#promises.adopt)],
        [ASYNCIO, this.#asyncio],
        [
          'loopscope/time',
          timeModule({
            block: (seconds) => this.#program.block(seconds),
            now: () => clock.time(),
            sinceEpoch: () => this.#sinceEpoch(),
          }),
        ],
      ]),
      bridge: (file) => this.#bridge(file),
    });
  }

  async run(): Promise<ScenarioResult> {
    const { scenario } = this;
    this.#prepareThread();
    let result: ScenarioResult;
    try {
      await this.#runFile();
      await this.#promises.settleAll();
      joinThreads();
      result = { exitCode: runExitListeners(), problem: undefined };
    } catch (error) {
      result = this.#failed(error);
    }
    process.removeAllListeners('uncaughtException');
    const warnings = this.#program.recordNeverAwaited();
    for (const warning of warnings) this.#program.output(2, `${warning}\n`);
    scenario.recorder.flush();
    const isPlain = !this.#program.hasLoop && !this.#loader.hasGiven(ASYNCIO);
    // An error of its own comes first.
    const isNoted = isPlain && (result.exitCode === 0 || warnings.length > 0);
    return isNoted ? { ...result, notes: [NO_ASYNCIO] } : result;
  }

  #prepareThread(): void {
    const { file, args, clock, limits, onAbort, onStarted } = this.scenario;
    const program = this.#program;
    program.install();
    onStarted(program);
    showUserStacks(program.code, program.sites);
    redirectOutput(
      (stream, text) => program.print(stream, text),
      limits.characters,
      () => onAbort(new OutputLimitReached(limits.characters)),
      () => clock.time(),
    );
    process.argv = [process.execPath, file, ...args];
    keepProcess((exitCode) => onAbort(new ProgramEnded(exitCode)));
    this.#listenForErrors();
    this.#promises.install();
    this.#sinceEpoch = useClockOfNode(clock);
  }

  /** Errors that leave a callback of Node's own end the program, as they do in Node. */
  #listenForErrors(): void {
    process.on('uncaughtException', (error) => {
      if (process.listenerCount('uncaughtException') > 1) return;
      const { exitCode, problem } = this.#failed(error);
      this.scenario.onAbort(new ProgramEnded(exitCode, undefined, problem));
    });
    process.on('unhandledRejection', (error) => {
      if (process.listenerCount('unhandledRejection') > 1) return;
      this.#program.output(2, `${textOfError(error)}\n`);
      process.exitCode = EXIT_FAILED;
    });
  }

  #lookForSignals(): void {
    this.scenario.onIteration(this.#program);
    this.#program.throwIfInterrupted();
  }

  #failed(error: unknown): ScenarioResult {
    const { exitCode, problem } = this.#resultOf(error);
    process.exitCode = exitCode;
    return { exitCode: runExitListeners(), problem };
  }

  async #runFile(): Promise<void> {
    const { clock, file } = this.scenario;
    // Compiling is our work, not the program's.
    const loaded = this.#loader.load(file);
    clock.beginWork();
    try {
      await this.#evaluate(loaded);
    } finally {
      clock.endWork();
    }
  }

  async #evaluate(loaded: LoadedFile): Promise<void> {
    const body = this.#loader.evaluate(loaded);
    if (this.#loader.awaitsAtTopLevel(loaded)) {
      await this.#promises.drive(running(this.#coroutineOf(body)));
      return;
    }
    for (let step = body.next(); !step.done; ) {
      try {
        const given = await this.#makeLoopCall(step.value);
        step = body.next(given.value);
      } catch (error) {
        step = body.throw(error);
      }
    }
  }

  /** A file that awaits at its top level is a coroutine itself. */
  #coroutineOf(body: FileBody): Coroutine<void> {
    const site = 0;
    return new AsyncFunctionCoroutine(
      () => body,
      { qualname: '<module>', site },
      (value) =>
        value instanceof LoopCall
          ? { kind: 'value', value: value.make() }
          : this.#promises.adopt(value),
    );
  }

  async #makeLoopCall(call: unknown): Promise<Given<unknown>> {
    if (!(call instanceof LoopCall)) return { value: call };
    const turns = this.#turnsOf(call);
    return turns ? this.#promises.drive(turns) : { value: call.make() };
  }

  /** The call in turns, between which native promises can settle; undefined if it runs no loop. */
  #turnsOf({ target, method, args }: LoopCall): Generator<EventLoop, unknown> | undefined {
    const [first, second] = args as [Coroutine, undefined];
    const isRun = target === this.#asyncio ? method === 'run' : target === run && method === '';
    if (isRun) return running(first, second);
    if (target instanceof Runner && method === 'run') return target.running(first, second);
    if (target instanceof Runner && method === 'close') return target.closing();
    if (!(target instanceof EventLoop)) return undefined;
    if (method === 'runForever') return target.runningForever();
    return method === 'runUntilComplete' ? target.runningUntilComplete(first) : undefined;
  }

  /** What compiled code calls `__loopscope`. */
  #bridge(file: string): object {
    const now = this.#program.currentCall;
    return {
      now,
      last: (site: number, value: unknown) => {
        now.site = site;
        return value;
      },
      at: (site: number, value: unknown, variables?: ReadVariables) => {
        markAwait(site, variables);
        now.leave();
        if (value instanceof LoopCall) this.#program.beginLoopCall(site);
        return value;
      },
      returned: (site: number, value: unknown, variables?: ReadVariables) => {
        now.leave();
        return Object(value) === value ? new ReturnedValue(value, site, variables) : value;
      },
      each,
      meta: metaOf(file),
      call: (target: unknown, method: string, ...args: unknown[]) =>
        new LoopCall(target, method, args),
      import: (specifier: string) =>
        new AsyncFunctionCoroutine(
          () => this.#loader.import(specifier, file),
          { qualname: `import('${specifier}')`, site: 0 },
          this.#promises.adopt,
        ),
    };
  }

  #resultOf(error: unknown): ScenarioResult {
    if (error instanceof SystemExit) return this.#exitOf(error);
    if (error instanceof KeyboardInterrupt) {
      return { exitCode: EXIT_INTERRUPTED, problem: undefined };
    }
    this.#program.output(2, `${textOfError(error)}\n`);
    const position = error instanceof SourceError ? error.position : placeOfError(error)?.position;
    const message = headOf(error);
    return {
      exitCode: EXIT_FAILED,
      problem: position && { ...position, message },
    };
  }

  #exitOf({ code }: SystemExit): ScenarioResult {
    if (typeof code === 'string') this.#program.output(2, `${code}\n`);
    const exitCode = typeof code === 'string' ? EXIT_FAILED : (code ?? 0);
    return { exitCode, problem: undefined };
  }
}

/** `import.meta` of a file. */
function metaOf(file: string): object {
  return { url: pathToFileURL(file).href, filename: file, dirname: dirname(file) };
}
