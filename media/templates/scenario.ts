// Two cooks share one kitchen, and one event loop.
import * as asyncio from 'loopscope/asyncio';

async function cook(dish: string, seconds: number): Promise<string> {
  console.log(`${dish}: on the stove`);
  // The cook waits, and the other one works. Try time.sleep(seconds) from 'loopscope/time' here.
  await asyncio.sleep(seconds);
  console.log(`${dish}: ready`);
  return dish;
}

async function main(): Promise<void> {
  // gather makes a task of each call. Both begin now, and end when they are ready.
  const dishes = await asyncio.gather(cook('soup', 2), cook('salad', 1));
  console.log('Dinner is served:', dishes.join(' and '));
}

asyncio.run(main());
