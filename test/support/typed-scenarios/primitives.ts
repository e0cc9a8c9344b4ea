import * as asyncio from 'loopscope/asyncio';

const visitor = new asyncio.ContextVar<string>('visitor', { default: 'nobody' });

async function locks(): Promise<void> {
  const lock = new asyncio.Lock();
  const result: number = await lock.with(async () => 7);
  const semaphore = new asyncio.BoundedSemaphore(result);
  await semaphore.acquire();
  semaphore.release();
  const condition = new asyncio.Condition(lock);
  const items: string[] = ['tea'];
  await condition.with(async () => {
    const isFull: boolean = await condition.waitFor(() => items.length > 0);
    condition.notify(isFull ? 1 : 2);
    condition.notifyAll();
  });
  const event = new asyncio.Event();
  event.set();
  const isSet: true = await event.wait();
  const barrier = new asyncio.Barrier(isSet ? 1 : 2);
  const position: number = await barrier.with(async (place) => place + barrier.nWaiting);
  console.log(position, barrier.broken);
}

async function queues(): Promise<void> {
  const queue = new asyncio.Queue<string>(2);
  await queue.put('tea');
  const item: string = await queue.get();
  queue.taskDone();
  await queue.join();
  const ordered = new asyncio.PriorityQueue<[priority: number, name: string]>();
  ordered.putNowait([1, item]);
  const [priority, name] = ordered.getNowait();
  queue.shutdown(priority > name.length);
  try {
    new asyncio.LifoQueue<number>().getNowait();
  } catch (error) {
    if (!(error instanceof asyncio.QueueEmpty)) throw error;
  }
}

async function loops(): Promise<void> {
  const loop: asyncio.EventLoop = asyncio.getRunningLoop();
  const greet = (who: string, times: number) => console.log(who.repeat(times));
  const timer: asyncio.TimerHandle = loop.callLater(1, greet, 'Ada', 2);
  loop.callSoon(greet, 'Ada', 2, { context: asyncio.copyContext() });
  timer.cancel();
  const future = loop.createFuture<number>();
  loop.callAt(loop.time() + 1, () => future.setResult(3));
  const value: number = await future;
  loop.setExceptionHandler((_, { message, exception }) => console.log(message, exception, value));
  loop.setTaskFactory(asyncio.eagerTaskFactory);
  loop.debug = true;
}

async function contexts(): Promise<void> {
  const token = visitor.set('Ada');
  const before = token.oldValue;
  if (before !== asyncio.Token.MISSING) console.log(before.trim());
  visitor.reset(token);
  const name: string = asyncio.copyContext().run((greeting) => greeting + visitor.get(), 'Hello ');
  const length: number = await visitor.set('Bob').with(async () => name.length);
  console.log(length);
}

for (const main of [locks, queues, loops, contexts]) asyncio.run(main());
