/** Promises of JavaScript can be made of coroutines: each becomes a task when it is taken for one. */
import * as asyncio from 'loopscope/asyncio';

async function boil(what: string, seconds: number) {
  await asyncio.sleep(seconds);
  if (what === 'milk') throw new Error('burnt');
  return what;
}

async function main() {
  console.log(await Promise.all([boil('eggs', 2), boil('rice', 1)]));
  const results = await Promise.allSettled([boil('milk', 1), boil('water', 0.5)]);
  console.log(results.map(({ status }) => status));
  console.log(await Promise.resolve('at once'));
}

asyncio.run(main());
