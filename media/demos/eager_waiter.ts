/**
 * The eager waiter: a task that begins at once.
 *
 * The question: both waiters are sent in the same moment, the patient one first. Why does the eager one
 * answer first?
 *
 * Look at the timeline: an ordinary task waits, *ready*, until main lets go of the loop. An eager task
 * runs inside `createTask`, up to its first real wait. What is on the menu needs no wait at all.
 * Try this: let the eager waiter ask for the fish. When does main come to its next line?
 */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

async function askPrice(waiter: string, dish: string) {
  console.log(`${waiter}: asks for the ${dish}`);
  if (dish === 'fish') {
    await asyncio.sleep(2); // only the chef knows
  }
  console.log(`${waiter}: has the price of the ${dish}`);
}

async function main() {
  const patient = asyncio.createTask(askPrice('patient', 'soup'), { name: 'patient' });
  const eager = asyncio.createTask(askPrice('eager', 'soup'), { name: 'eager', eagerStart: true });
  console.log('main: both are sent');
  time.sleep(1); // main does not let go of the loop
  await asyncio.gather(patient, eager);
}

asyncio.run(main());
