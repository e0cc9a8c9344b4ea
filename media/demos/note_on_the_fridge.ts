/**
 * The note on the fridge: what `createTask` starts, and when.
 *
 * The question: main writes the note in the first moment. Why do the plants get no water for a second?
 *
 * Look at the timeline: the new task is *ready* at once, and ready is all it is. It begins to run when
 * main comes to an `await` that has to wait, and so gives control back.
 * Try this: put `await asyncio.sleep(0)` in the line after `createTask`. Who is first now?
 */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

async function waterPlants() {
  console.log('plants: getting water');
  await asyncio.sleep(1);
  console.log('plants: happy');
}

async function main() {
  const plants = asyncio.createTask(waterPlants()); // a note, and nothing else yet
  console.log('main: the note is on the fridge');
  time.sleep(1); // main does not let go of the loop
  console.log('main: now I wait, and the note is read');
  await plants;
}

asyncio.run(main());
