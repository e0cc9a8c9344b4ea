/**
 * Three habits from JavaScript: what asyncio does otherwise.
 *
 * The question: four guests order a coffee. Who gets it later than need be, and who gets none?
 *
 * Look at the timeline: main is the only lane. A call makes a coroutine that does not run yet, and its
 * `await` runs it as a part of main: one coffee after the other. Only a task works while others do.
 * Try this: wrap the four calls of `brew` in `asyncio.createTask(...)`, and count the seconds.
 */
import * as asyncio from 'loopscope/asyncio';

async function brew(guest: string) {
  console.log(`${guest}: the coffee is brewing`);
  await asyncio.sleep(2);
  console.log(`${guest}: here is the coffee`);
}

async function main() {
  // Habit 1: a promise is at work as soon as it is made. Here it begins with the `await`.
  const first = brew('Ada');
  await asyncio.sleep(1);
  await first;

  // Habit 2: start it and forget about it. Here it never begins.
  brew('Ben');

  // Habit 3: make both, then await one after the other. Here that is not at the same time.
  const [cleo, dora] = [brew('Cleo'), brew('Dora')];
  await cleo;
  await dora;
}

asyncio.run(main());
