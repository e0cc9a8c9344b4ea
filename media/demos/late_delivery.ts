/**
 * The late delivery: a time limit.
 *
 * The question: the noodles would come at second 5. What happens to their delivery at second 3?
 *
 * Look at the timeline: the limit cancels whatever is awaited inside of it, and the task goes on after
 * the block. The soup is in time and notices nothing.
 * Try this: print something in a `finally` inside `deliver`. Does a delivery that is given up run it?
 */
import * as asyncio from 'loopscope/asyncio';

async function deliver(dish: string, seconds: number) {
  await asyncio.sleep(seconds);
  console.log(`${dish}: delivered`);
}

async function dinner(dish: string, seconds: number) {
  try {
    await asyncio.timeout(3).with(async () => {
      await deliver(dish, seconds);
    });
  } catch (error) {
    if (!(error instanceof asyncio.TimeoutError)) throw error;
    console.log(`${dish}: too late, we cook for ourselves`);
    await asyncio.sleep(1);
  }
  console.log(`${dish}: dinner is over`);
}

async function main() {
  const soup = asyncio.createTask(dinner('soup', 2), { name: 'soup' });
  const noodles = asyncio.createTask(dinner('noodles', 5), { name: 'noodles' });
  await asyncio.gather(soup, noodles);
}

asyncio.run(main());
