import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';
import { linesOfThreads } from '../support/thread-programs';

/* The lines were printed by the same programs in CPython. */
describe('loops in threads that pause where they wait', () => {
  const engine = new EngineUnderTest();
  const linesOf = (source: string) => linesOfThreads(engine, source);

  after(() => engine.dispose());

  it('run a loop for others, until it is stopped', async () => {
    const source = `
async def double(number):
    await asyncio.sleep(number)
    return number * 2

async def beat():
    while True:
        note("beat")
        await asyncio.sleep(0.8)

def ask(coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, loop)

def run(loop):
    loop.run_forever()
    note("over")

loop = asyncio.new_event_loop()
thread = start(run, loop, daemon=True)
print(loop.is_running())
beating = ask(beat())
print([answer.result() for answer in [ask(double(number)) for number in (2, 1)]])
beating.cancel()
time.sleep(3)
note(ask(double(0.5)).result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(loop.is_running())
loop.close()
`;
    deepStrictEqual(await linesOf(source), [
      ...['True', 'beat 0.0', 'beat 0.8', 'beat 1.6', '[4, 2]', '1.0 5.5', 'over 5.5', 'False'],
      'finished',
    ]);
  });

  it('run a loop that serves the program', async () => {
    const source = `
async def answer(reader, writer):
    writer.write((await reader.readline()).upper())
    writer.close()

async def serve():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    return server.sockets[0].getsockname()

async def main():
    address = asyncio.run_coroutine_threadsafe(serve(), loop).result()
    for _ in range(2):
        reader, writer = await asyncio.open_connection(*address)
        writer.write(b"hello\\n")
        print(await reader.read())
        writer.close()

loop = asyncio.new_event_loop()
start(loop.run_forever, daemon=True)
asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ["b'HELLO\\n'", "b'HELLO\\n'", 'finished']);
  });

  it('run loops of their own, which take turns', async () => {
    const source = `
log = []

async def count(name, seconds):
    for number in range(2):
        await asyncio.sleep(seconds)
        log.append(f"{name}{number}")
    return name

def use_runner():
    with asyncio.Runner() as runner:
        log.append(runner.run(count("c", 0.4)) + runner.run(count("d", 0.4)))

def use_loop():
    loop = asyncio.new_event_loop()
    log.append(loop.run_until_complete(count("e", 0.35)))
    loop.close()

def take():
    global log
    taken, log = log, []
    return taken

async def main():
    runs = [asyncio.to_thread(asyncio.run, count(*it)) for it in (("f", 0.2), ("g", 0.15))]
    print(await asyncio.gather(*runs, count("h", 0.18)), take())

threads = [start(asyncio.run, count(*it)) for it in (("a", 0.2), ("b", 0.15))]
time.sleep(0.18)
print(log)
join(threads)
print(take())
join([start(use_runner), start(use_loop)])
note(take())
asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), [
      "['b0']",
      "['b0', 'a0', 'b1', 'a1']",
      "['e0', 'c0', 'e1', 'e', 'c1', 'd0', 'd1', 'cd'] 2.0",
      "['f', 'g', 'h'] ['g0', 'h0', 'f0', 'g1', 'h1', 'f1']",
      'finished',
    ]);
  });

  it('end a loop of their own as asyncio does', async () => {
    const source = `
async def hold():
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(0.2)
        note("cleaned")

async def give():
    try:
        yield 1
    finally:
        print("closed")

async def main():
    global generator
    task = asyncio.create_task(hold())
    generator = give()
    await anext(generator)
    await asyncio.sleep(0.1)
    raise ValueError("no")

def work():
    for what in main, int:
        try:
            asyncio.run(what())
        except (ValueError, TypeError) as error:
            note(repr(error))
    runner = asyncio.Runner()
    print(runner.run(asyncio.sleep(1, "slept")))
    runner.close()
    try:
        runner.run(asyncio.sleep(0, "never"))
    except RuntimeError as error:
        note(error)

thread = start(work)
time.sleep(0.2)
note("meanwhile")
thread.join()
`;
    deepStrictEqual(await linesOf(source), [
      ...['meanwhile 0.2', 'cleaned 0.3', 'closed', "ValueError('no') 0.3"],
      "TypeError('An asyncio.Future, a coroutine or an awaitable is required') 0.3",
      ...['slept', 'Runner is closed 1.3', 'finished'],
    ]);
  });
});
