/**
 * The burnt butter: a task group stands together.
 *
 * The question: only the butter burns, at second 2. Why is there no bread at second 4?
 *
 * Look at the timeline: when a task of the group fails, the group cancels those that still work, waits
 * until all are over, and then throws. What was finished before, the table, stays finished.
 * Try this: let the table take 3 seconds. Is it set in the end?
 */
import * as asyncio from 'loopscope/asyncio';

class Burnt extends Error {}

async function setTable() {
  await asyncio.sleep(1);
  console.log('table: set');
}

async function meltButter() {
  await asyncio.sleep(2);
  throw new Burnt('the butter is black');
}

async function bakeBread() {
  await asyncio.sleep(4);
  console.log('bread: ready');
}

async function main() {
  try {
    await new asyncio.TaskGroup().with(async (kitchen) => {
      kitchen.createTask(setTable());
      kitchen.createTask(meltButter());
      kitchen.createTask(bakeBread());
    });
  } catch (error) {
    if (!(error instanceof asyncio.ExceptionGroup)) throw error;
    console.log(`main: ${error.exceptions[0]?.message}, we go out for dinner`);
  }
}

asyncio.run(main());
