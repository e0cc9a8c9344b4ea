/**
 * The full counter: a queue that slows the cook down.
 *
 * The question: the cook needs 1 second for a plate. Why do the plates come only every 3 seconds?
 *
 * Look at the timeline: there is room for one plate. When it is taken the cook waits in `queue.put`, so
 * the slow waiter sets the pace of both. Without a limit the counter would fill up and up.
 * Try this: give the counter room for 3 plates, then for any number with `new asyncio.Queue()`.
 */
import * as asyncio from 'loopscope/asyncio';

async function cook(counter: asyncio.Queue<number>) {
  for (const plate of [1, 2, 3, 4]) {
    await asyncio.sleep(1);
    await counter.put(plate);
    console.log(`cook: plate ${plate} is on the counter`);
  }
}

async function waitTables(counter: asyncio.Queue<number>) {
  for (let served = 0; served < 4; served++) {
    const plate = await counter.get();
    await asyncio.sleep(3);
    console.log(`waiter: plate ${plate} is served`);
  }
}

async function main() {
  const counter = new asyncio.Queue<number>(1);
  await new asyncio.TaskGroup().with(async (restaurant) => {
    restaurant.createTask(cook(counter));
    restaurant.createTask(waitTables(counter), { name: 'waiter' });
  });
}

asyncio.run(main());
