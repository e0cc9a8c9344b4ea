import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

async function brew(name: string): Promise<number> {
  await asyncio.sleep(1);
  return name.length;
}

async function* ticks(count: number): AsyncGenerator<number, undefined> {
  for (let tick = 0; tick < count; tick++) yield tick;
  return undefined;
}

async function createsAndAwaits(): Promise<void> {
  const task: asyncio.Task<number> = asyncio.createTask(brew('tea'), { name: 'tea' });
  const length: number = await task;
  const word: string = await asyncio.sleep(length, 'ready');
  const shielded: number = await asyncio.shield(asyncio.ensureFuture(brew(word)));
  const limited: number = await asyncio.waitFor(brew('mate'), shielded);
  task.addDoneCallback((future) => future.result() + limited);
  const names: string[] = [...asyncio.allTasks()].map((one) => one.getName());
  console.log(word, names, asyncio.currentTask()?.getName());
}

async function gathers(): Promise<void> {
  const [one, two]: [number, string] = await asyncio.gather(brew('a'), asyncio.sleep(1, 'b'));
  const all: number[] = await asyncio.gather(...[one, two].map((item) => brew(String(item))));
  const outcomes = await asyncio.gather(brew('c'), asyncio.sleep(1, 'd'), {
    returnExceptions: true,
  });
  const [first, second]: [number | Error, string | Error] = outcomes;
  console.log(all, first, second);
}

async function waits(): Promise<void> {
  const tasks = [asyncio.createTask(brew('a')), asyncio.createTask(brew('b'))];
  const options = { timeout: 1, returnWhen: asyncio.FIRST_COMPLETED } as const;
  const [done, pending]: [Set<asyncio.Task<number>>, Set<asyncio.Task<number>>] =
    await asyncio.wait(tasks, options);
  for (const next of asyncio.asCompleted([...done, ...pending])) {
    const length: number = await next;
    time.sleep(length);
  }
  for await (const future of asyncio.asCompleted(tasks, { timeout: 2 })) {
    const length: number = future.result();
    console.log(length, time.perfCounter() - time.monotonic(), time.time() > 0);
  }
}

async function groups(): Promise<number> {
  try {
    return await new asyncio.TaskGroup().with(async (group) => {
      const task = group.createTask(brew('a'));
      return (await task) + 1;
    });
  } catch (error) {
    if (!(error instanceof asyncio.ExceptionGroup)) throw error;
    const [timeouts, others] = error.split([asyncio.TimeoutError, asyncio.CancelledError]);
    return (timeouts?.exceptions.length ?? 0) + (others?.exceptions.length ?? 0);
  }
}

async function limits(): Promise<string> {
  const loop = asyncio.getRunningLoop();
  return await asyncio.timeout(1).with(async (limit) => {
    limit.reschedule(loop.time() + 2);
    return String(limit.when());
  });
}

async function iterates(): Promise<void> {
  const all: number[] = await asyncio.collect(ticks(3));
  const doubled = asyncio.amap(async (tick) => String(tick), ticks(all.length));
  for await (const text of asyncio.afilter((one) => one !== '1', doubled)) console.log(text.trim());
  const last: number = await asyncio.aclosing(ticks(2)).with(async (series) => {
    return (await asyncio.anext(series)) + (await asyncio.anext(asyncio.aiter(ticks(1)), 0));
  });
  console.log(last);
}

const total: number = asyncio.run(groups(), { debug: true });
const text: string = new asyncio.Runner().with((runner) => runner.run(limits()));
for (const main of [createsAndAwaits, gathers, waits, iterates]) asyncio.run(main());
console.log(total, text);
