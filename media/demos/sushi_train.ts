/**
 * The sushi train: an async generator is no task.
 *
 * The question: a plate takes 1 second to make, and 2 seconds to eat. Is the next plate made while the
 * guest eats?
 *
 * Look at the timeline: the kitchen has no lane. It works only while the guest asks for a plate, on the
 * guest's own time, so three plates take 9 seconds. The loop is free all the while: the radio plays on.
 * Try this: make the plates in a task that puts them into an `asyncio.Queue`.
 */
import * as asyncio from 'loopscope/asyncio';

async function* makePlates() {
  for (const plate of ['salmon', 'tuna', 'egg']) {
    await asyncio.sleep(1);
    yield plate;
  }
}

async function eat() {
  for await (const plate of makePlates()) {
    console.log(`guest: ${plate} is here`);
    await asyncio.sleep(2);
    console.log(`guest: ${plate} was good`);
  }
}

async function playRadio() {
  for (const song of [1, 2, 3]) {
    console.log(`radio: song ${song}`);
    await asyncio.sleep(3);
  }
}

async function main() {
  await asyncio.gather(eat(), playRadio());
}

asyncio.run(main());
