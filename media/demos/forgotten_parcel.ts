/**
 * The forgotten parcel: `join` counts every `taskDone`.
 *
 * The question: the shelf is empty and the packer has nothing to do. Why does main not close the shop?
 *
 * Look at the timeline: main waits in `queue.join` until each item that was put in is reported as done.
 * One way through the loop takes an item and reports nothing, so the light stays on.
 * Try this: call `orders.taskDone()` before the `continue` as well.
 */
import * as asyncio from 'loopscope/asyncio';

async function pack(orders: asyncio.Queue<string>) {
  while (true) {
    const order = await orders.get();
    if (order === 'umbrella') {
      console.log('umbrella: sold out');
      continue; // and taskDone is never called for it
    }
    await asyncio.sleep(1);
    console.log(`${order}: packed`);
    orders.taskDone();
  }
}

async function passBy() {
  await asyncio.sleep(4);
  console.log('passer-by: the light is still on');
}

async function main() {
  const orders = new asyncio.Queue<string>();
  for (const order of ['lamp', 'umbrella', 'chair']) {
    orders.putNowait(order);
  }
  const packer = asyncio.createTask(pack(orders), { name: 'packer' });
  asyncio.createTask(passBy(), { name: 'passer-by' });
  await orders.join();
  packer.cancel();
  console.log('main: the shop is closed');
}

asyncio.run(main());
