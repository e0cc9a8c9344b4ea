/**
 * Two ovens for five cakes: a semaphore as a limit.
 *
 * The question: all five cakes are begun at second 0. In which order do they get an oven, and when?
 *
 * Look at the timeline: two lanes sleep, which is baking, and the others wait for the semaphore in the
 * order in which they came. Each cake that comes out lets the next one in.
 * Try this: buy a third oven. How long do five cakes take now?
 */
import * as asyncio from 'loopscope/asyncio';

async function bake(cake: string, ovens: asyncio.Semaphore) {
  await ovens.with(async () => {
    await asyncio.sleep(2);
  });
  console.log(`${cake}: ready`);
}

async function main() {
  const ovens = new asyncio.Semaphore(2);
  await new asyncio.TaskGroup().with(async (bakery) => {
    for (const cake of ['apple', 'berry', 'carrot', 'date', 'egg']) {
      bakery.createTask(bake(cake, ovens), { name: cake });
    }
  });
}

asyncio.run(main());
