import {
  type Awaited,
  EventLoop,
  LoopStalled,
  markAwait,
  type ReadVariables,
  ReturnedValue,
  setLoopFactory,
  takeNeverAwaited,
  VirtualClock,
} from '../../../src/runtime';
import { each } from '../../../src/scenarios/typescript/each';
import { makeHelpers } from '../../../src/scenarios/typescript/helpers';
import { Loader } from '../../../src/scenarios/typescript/loader';
import { asyncioModule } from '../../../src/scenarios/typescript/modules/asyncio';
import { Sites } from '../../../src/scenarios/typescript/sites';
import { UserCode } from '../../../src/scenarios/typescript/user-code';

const FILE = '/fuzz/program.ts';

/** What is awaited and is nothing of asyncio: a plain value. Programs have no native promises. */
const adopt = (value: unknown): Awaited => ({ kind: 'value', value });

const MODULES = new Map<string, unknown>([
  ['tslib', makeHelpers(adopt)],
  ['loopscope/asyncio', asyncioModule()],
]);

/**
 * Runs programs as TypeScript scenarios are run, but in this process and without an engine: work takes
 * no time on the virtual clock.
 */
export class CoreRunner {
  private lines: string[] = [];
  /** Iterations of the program's loop in which there was something to run. */
  private iteration = 0;

  /** Runs one program and returns the lines of its log; the last says how it ended. */
  run(source: string): string[] {
    this.lines = [];
    this.iteration = 0;
    setLoopFactory(() => this.makeLoop());
    const { log } = console;
    console.log = (text: string) => this.lines.push(`${this.iteration}| ${text}`);
    try {
      evaluate(source);
      this.lines.push('ended');
    } catch (error) {
      this.lines.push(describeEnd(error));
    } finally {
      console.log = log;
      setLoopFactory(undefined);
      takeNeverAwaited();
    }
    return this.lines;
  }

  private makeLoop(): EventLoop {
    this.iteration = 0;
    return new EventLoop({
      clock: new VirtualClock({ now: () => 0, grain: Number.POSITIVE_INFINITY }),
      // What CPython would write to stderr; programs have a handler of their own for what counts.
      log: { warning: () => {}, error: () => {} },
      instruments: [
        {
          iterationStarted: (_iteration, readyCount) => {
            if (readyCount > 0) this.iteration++;
          },
        },
      ],
      onInstrumentError: (error) => {
        throw error;
      },
    });
  }
}

function evaluate(source: string): void {
  const sites = new Sites();
  const loader = new Loader({
    sites,
    code: new UserCode(sites),
    recordLocals: true,
    unsaved: { [FILE]: source },
    modules: MODULES,
    bridge: () => BRIDGE,
  });
  const body = loader.evaluate(loader.load(FILE));
  for (let step = body.next(); !step.done; ) {
    if (typeof step.value !== 'function') throw new TypeError('Only a run of a loop is expected.');
    step = body.next(step.value());
  }
}

/** What compiled code asks of the host that runs it. */
const BRIDGE = {
  now: { site: 0 },
  last: (_site: number, value: unknown) => value,
  at: (site: number, value: unknown, variables?: ReadVariables) => {
    // Compiled code must never offer a variable that has no value yet.
    variables?.();
    markAwait(site, variables);
    return value;
  },
  returned: (site: number, value: unknown) => new ReturnedValue(value, site),
  each,
  call:
    (target: unknown, name: string, ...args: unknown[]) =>
    (): unknown =>
      Reflect.apply(Reflect.get(Object(target), name), target, args),
};

function describeEnd(error: unknown): string {
  if (error instanceof LoopStalled) return 'stalled';
  return `ended with ${error instanceof Error ? error.name : typeof error}`;
}
