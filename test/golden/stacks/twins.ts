// The same program as twins.py: the same variables at the same moments.
import * as asyncio from 'loopscope/asyncio';

async function fetch(url: string, delay: number): Promise<string> {
  await asyncio.sleep(delay);
  const text = url.repeat(2);
  await asyncio.sleep(delay);
  return text;
}

async function* courses(count: number): AsyncGenerator<string> {
  const dish = 'soup';
  for (const _ of Array(count)) {
    await asyncio.sleep(1);
    yield dish;
  }
}

async function main(): Promise<unknown[]> {
  function greet(): string {
    return 'hello';
  }
  const task = asyncio.createTask(fetch('a', 2), { name: 'fetcher' });
  const first = await fetch('b', 1);
  let course = '';
  for await (course of courses(2)) {
    const total = course.length;
    await asyncio.sleep(total);
  }
  return [await task, first, greet];
}

asyncio.run(main());
