/**
 * The helper in the cellar: a thread for what blocks.
 *
 * The question: `pressJuice` blocks for 3 seconds, just like the cook who stares at the toaster. Why is
 * the egg in time here?
 *
 * Look at the timeline: the press works in a lane of its own, that of a thread. The loop only waits for
 * the thread, so it is free for the egg at second 1.
 * Try this: write `const juice = pressJuice()` instead, and look at the lane of the egg.
 */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

function pressJuice() {
  time.sleep(3); // in a thread this holds only the thread
  return 'a glass of juice';
}

async function boilEgg() {
  await asyncio.sleep(1);
  console.log('egg: out of the water');
}

async function main() {
  const egg = asyncio.createTask(boilEgg());
  const juice = await asyncio.toThread(pressJuice);
  console.log(`main: there is ${juice}`);
  await egg;
}

asyncio.run(main());
