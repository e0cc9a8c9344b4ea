/**
 * Peeling potatoes: `sleep(0)` lets the others in.
 *
 * The question: peeling is work and cannot be awaited. How can the doorbell be answered in the middle?
 *
 * Look at the timeline: after every potato `sleep(0)` gives one turn to whoever is ready. The bell is
 * answered between two potatoes and not after the last one, and nobody holds the loop for long.
 * Try this: delete the line with `sleep(0)`. When is the bell answered, and what is the warning?
 */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

async function peel() {
  for (let potato = 1; potato < 9; potato++) {
    time.sleep(0.05); // work
    console.log(`potato ${potato}: peeled`);
    await asyncio.sleep(0); // others first, then the next potato
  }
}

async function doorbell() {
  await asyncio.sleep(0.12);
  console.log('doorbell: answered');
}

async function main() {
  await asyncio.gather(doorbell(), peel());
}

asyncio.run(main());
