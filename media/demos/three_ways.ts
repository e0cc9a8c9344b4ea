/**
 * Three ways to cook breakfast: await, createTask, gather.
 *
 * The lesson: `await` alone cooks one dish after the other. A task is started by `createTask` and
 * cooks while we do something else; `gather` starts all of them and waits for the results.
 *
 * Look at the timeline: in the first part nothing overlaps, because calling `cook(...)` only makes a
 * coroutine, and it does not run before it is awaited. It does not even get a lane of its own.
 * Try this: in the second way, await each task in the line after its `createTask`. What changes?
 */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

const DISHES = Object.entries({ eggs: 3, beans: 2, coffee: 1 });

async function cook(dish: string, seconds: number) {
  await asyncio.sleep(seconds);
  return dish;
}

async function oneAfterTheOther() {
  const ready: string[] = [];
  for (const [dish, seconds] of DISHES) ready.push(await cook(dish, seconds));
  return ready;
}

async function withTasks() {
  const tasks = DISHES.map(([dish, seconds]) =>
    asyncio.createTask(cook(dish, seconds), { name: dish }),
  );
  const ready: string[] = [];
  for (const task of tasks) ready.push(await task);
  return ready;
}

async function withGather() {
  const dishes = DISHES.map(([dish, seconds]) => cook(dish, seconds));
  return await asyncio.gather(...dishes);
}

const WAYS = Object.entries({
  'one after the other': oneAfterTheOther,
  'with tasks': withTasks,
  'with gather': withGather,
});

async function main() {
  for (const [name, way] of WAYS) {
    const start = time.perfCounter();
    const ready = await way();
    const seconds = time.perfCounter() - start;
    console.log(`${name}: ${ready.join(', ')} after ${seconds.toFixed(1)} s`);
  }
}

asyncio.run(main());
