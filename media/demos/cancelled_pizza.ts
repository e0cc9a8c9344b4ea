/**
 * The cancelled pizza: cancelling is a request.
 *
 * The question: main cancels the order at second 2. Why is the pizza's task over only at second 3?
 *
 * Look at the timeline: `cancel` ends nothing by itself. An exception is thrown at the `await` of the
 * task, its `finally` runs, and that may even wait again. Only then the task is *cancelled*.
 * Try this: await the pizza without `try`. What happens to main?
 */
import * as asyncio from 'loopscope/asyncio';

async function bakePizza() {
  console.log('pizza: in the oven');
  try {
    await asyncio.sleep(10);
    console.log('pizza: ready');
  } finally {
    console.log('oven: cooling down');
    await asyncio.sleep(1);
    console.log('oven: off');
  }
}

async function main() {
  const pizza = asyncio.createTask(bakePizza());
  await asyncio.sleep(2);
  pizza.cancel();
  console.log('main: no pizza, please');
  try {
    await pizza;
  } catch (error) {
    if (!(error instanceof asyncio.CancelledError)) throw error;
    console.log('main: the order is cancelled');
  }
}

asyncio.run(main());
