/**
 * The cook who stares at the toaster: a blocking call.
 *
 * The lesson: `time.sleep(...)` does not give control back. While the cook stares at the toaster,
 * the event loop cannot run anything else, not even a task whose time has come. The egg is done
 * after 1 second, but nobody takes it out of the water before second 3.
 *
 * Look at the timeline: the egg is *ready* from second 1 on, and still it has to wait for its turn.
 * Try this: replace the marked line with `await asyncio.sleep(3)` and run again.
 */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

async function boilEgg() {
  console.log('egg: in the water');
  await asyncio.sleep(1);
  console.log('egg: out of the water');
}

async function makeToast() {
  console.log('toast: staring at the toaster');
  time.sleep(3); // this line holds the loop
  console.log('toast: ready');
}

async function main() {
  const egg = asyncio.createTask(boilEgg());
  const toast = asyncio.createTask(makeToast());
  await egg;
  await toast;
  console.log('breakfast is served');
}

asyncio.run(main());
