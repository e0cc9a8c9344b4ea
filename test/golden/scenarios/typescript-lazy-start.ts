/** A coroutine starts when it is awaited, a task when the loop comes to it: unlike plain JavaScript. */
import * as asyncio from 'loopscope/asyncio';

async function brew(name: string) {
  console.log(name, 'begins');
  await asyncio.sleep(1);
  return name;
}

async function main() {
  const tea = brew('tea');
  const coffee = asyncio.createTask(brew('coffee'));
  console.log('nothing has begun');
  console.log(await tea);
  console.log(await coffee);
}

asyncio.run(main());
