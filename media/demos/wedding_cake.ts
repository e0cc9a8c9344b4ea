/**
 * The wedding cake: a shield against cancelling.
 *
 * The question: the customer runs away at second 1. Why is the cake baked to its end all the same?
 *
 * Look at the timeline: the customer's lane is cancelled, and the cake's lane goes on. Without a shield,
 * cancelling a task also cancels the task it waits for.
 * Try this: write `await cake` without the shield in `waitForCake`. Who is cancelled now?
 */
import * as asyncio from 'loopscope/asyncio';

async function bakeCake() {
  console.log('cake: in the oven');
  await asyncio.sleep(3);
  console.log('cake: ready');
}

async function waitForCake(cake: asyncio.Task<void>) {
  await asyncio.shield(cake);
  console.log('customer: what a cake!');
}

async function main() {
  const cake = asyncio.createTask(bakeCake());
  const customer = asyncio.createTask(waitForCake(cake), { name: 'customer' });
  await asyncio.sleep(1);
  customer.cancel();
  console.log('main: the customer has left');
  await cake;
  console.log('main: then we eat it');
}

asyncio.run(main());
