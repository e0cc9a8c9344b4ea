import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';
import { linesOfThreads, THREADS_HEAD } from '../support/thread-programs';

/* Except for what is said of waits that never end, the lines were printed by the same programs in CPython. */
describe('the end of threads that pause where they wait', () => {
  const engine = new EngineUnderTest();
  const linesOf = (source: string) => linesOfThreads(engine, source);

  after(() => engine.dispose());

  it('tell where each of them waits if that never ends', async () => {
    const source = `
def hold(first, second):
    with first:
        time.sleep(1)
        with second:
            print("never")

a, b = threading.Lock(), threading.Lock()
threads = [start(hold, a, b), start(hold, b, a)]
threads[0].join(timeout=3)
note(threads[0].is_alive())
join(threads)
`;
    const waits =
      'Thread-1 (hold) waits at `second` in line 22 and Thread-2 (hold) waits at `second`';
    deepStrictEqual(await linesOf(source), [
      'True 3.0',
      `RuntimeError: \`thread.join()\` in line 12 never ends: ${waits} in line 22, for what nobody gives any more.`,
    ]);
    const { stderr } = await engine.run(THREADS_HEAD + source);
    strictEqual(stderr.split('never ends').length, 2);
  });

  it('keep a program from its end, unless they are daemons', async () => {
    const ending = (daemon: string) => `
def wait():
    bell.wait()

bell = threading.Event()
start(wait, daemon=${daemon})
`;
    deepStrictEqual(await linesOf(ending('True')), ['finished']);
    const { stderr } = await engine.run(THREADS_HEAD + ending('False'));
    match(
      stderr,
      /^RuntimeError: The program never ends: Thread-1 \(wait\) waits at `bell\.wait\(\)`/m,
    );
  });

  it('fail in the lines that the program shows', async () => {
    const source = `
def work():
    with lock:
        time.sleep(1)
        items.get_nowait()

lock, items = threading.Lock(), queue.Queue()
start(work).join()
print(lock.locked())
`;
    const { stdout, stderr } = await engine.run(THREADS_HEAD + source);
    deepStrictEqual(stdout, 'False\n');
    match(
      stderr,
      /Exception in thread Thread-1 \(work\):\n.*\n.*line 22, in work\n {4}items\.get_nowait\(\)\n/,
    );
    match(stderr, /^queue\.Empty$|^_queue\.Empty$/m);
  });
});
