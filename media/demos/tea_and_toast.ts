/**
 * Tea and toast: two waits that overlap.
 *
 * The lesson: `await asyncio.sleep(...)` gives control back to the event loop, so another task runs
 * while this one waits. The water takes 3 seconds and the bread takes 2, but breakfast is ready
 * after 3 seconds, not after 5.
 *
 * Look at the timeline: both lanes wait at the same time, and the loop itself is idle nearly always.
 * Try this: let the toaster take 4 seconds. Which task ends last now?
 */
import * as asyncio from 'loopscope/asyncio';

async function makeTea() {
  console.log('tea: the kettle is on');
  await asyncio.sleep(3);
  console.log('tea: ready');
}

async function makeToast() {
  console.log('toast: the bread is in the toaster');
  await asyncio.sleep(2);
  console.log('toast: ready');
}

async function main() {
  const tea = asyncio.createTask(makeTea());
  const toast = asyncio.createTask(makeToast());
  await tea;
  await toast;
  console.log('breakfast is served');
}

asyncio.run(main());
