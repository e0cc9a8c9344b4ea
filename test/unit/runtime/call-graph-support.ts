import {
  AsyncFunctionCoroutine,
  type Event,
  markAwait,
  type Place,
  setSource,
} from '../../../src/runtime';

/** The file has one place a line; the number of a place is its line. */
export const FILE = 'tasks.ts';

/** An `async` function that begins at a line. */
export function async<T>(name: string, line: number, body: () => Generator<unknown, T, unknown>) {
  return new AsyncFunctionCoroutine(body, { qualname: name, site: line });
}

/** `await` on a line. */
export function at<T>(line: number, awaitable: T): T {
  markAwait(line);
  return awaitable;
}

const leaf = (event: Event) =>
  async('leaf', 1, function* () {
    yield at(2, event.wait());
  });

export const middle = (event: Event) =>
  async('middle', 3, function* () {
    yield at(4, leaf(event));
  });

export function by(name: string, awaitable: () => unknown) {
  return async(name, 5, function* () {
    yield at(6, awaitable());
  });
}

export const MIDDLE = [
  "* Task(name='middle')",
  '  + Call stack:',
  "  |   File 'tasks.ts', line 2, in async leaf()",
  "  |   File 'tasks.ts', line 4, in async middle()",
];

export const awaitedBy = (name: string) => [
  '  + Awaited by:',
  `    * Task(name='${name}')`,
  '      + Call stack:',
  `      |   File 'tasks.ts', line 6, in async ${name}()`,
];

export function withoutIds(text: string): string[] {
  return text.replaceAll(/(, )?id=0x[0-9a-f]+/g, '').split('\n');
}
/** The host of the tests of the surrounding `describe`; `calls` are those that are under way. */
export function useHost(): { calls: Place[] } {
  const host: { calls: Place[] } = { calls: [] };

  beforeEach(() => {
    host.calls = [];
    setSource({
      place: (line) => ({ file: FILE, line, name: '' }),
      calls: () => host.calls,
      callsOf: () => [],
      text: () => undefined,
    });
  });

  afterEach(() => setSource(undefined));

  return host;
}
