/**
 * The errand: what `await` hands over.
 *
 * The question: three times somebody awaits on the way to the milk. At which of these lines does the
 * radio get its turn?
 *
 * Look at the timeline: `buyMilk` and `findShop` have no lanes, because `await` runs a coroutine on
 * the spot, as a part of main. The loop is free only where the innermost one has to wait.
 * Try this: put `await asyncio.sleep(1)` into `findShop`, and look when the first song begins.
 */
import * as asyncio from 'loopscope/asyncio';

async function findShop() {
  console.log('milk: the shop at the corner is open');
  return 'the corner shop';
}

async function buyMilk() {
  const shop = await findShop(); // findShop runs at once, and nobody else does
  console.log(`milk: paying in ${shop}`);
  await asyncio.sleep(2); // here the loop is free for others
  console.log('milk: home again');
}

async function playRadio() {
  for (const song of [1, 2, 3]) {
    console.log(`radio: song ${song}`);
    await asyncio.sleep(1);
  }
}

async function main() {
  const radio = asyncio.createTask(playRadio());
  await buyMilk(); // buyMilk runs at once, too
  await radio;
}

asyncio.run(main());
