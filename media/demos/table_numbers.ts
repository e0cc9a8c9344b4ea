/**
 * Table numbers: every task has its own context.
 *
 * The question: two waiters set the same variable. Why does neither serve at the other's table, and why
 * does main know of no table?
 *
 * Look at the timeline: the waiters take turns, and each line of output still has the right table. A task
 * gets a copy of the context when it is created, and what it sets stays in its copy.
 * Try this: set the table in main before `gather`, and not in the waiters. What do they see?
 */
import * as asyncio from 'loopscope/asyncio';

const table = new asyncio.ContextVar('table', { default: 'none' });

async function carry(dish: string) {
  await asyncio.sleep(2);
  console.log(`${dish}: for table ${table.get()}`);
}

async function serve(number: string, pause: number) {
  table.set(number);
  await asyncio.sleep(pause);
  await carry('soup');
  await carry('fish');
}

async function main() {
  await asyncio.gather(serve('one', 0), serve('two', 1));
  console.log(`main: table ${table.get()}`);
}

asyncio.run(main());
