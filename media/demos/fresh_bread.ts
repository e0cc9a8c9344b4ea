/**
 * Fresh bread: a condition, and who may go on.
 *
 * The question: every loaf wakes both customers. Why does the one who came first leave last?
 *
 * Look at the timeline: whoever is woken looks at the shelf again, and goes back to waiting if there is
 * not enough. The family needs three loaves at once, and the student takes one before.
 * Try this: write `shelf.notify()`, which wakes only one of them. When does the student get bread?
 */
import * as asyncio from 'loopscope/asyncio';

const bread: number[] = [];

async function buy(shelf: asyncio.Condition, customer: string, wanted: number) {
  await shelf.with(async () => {
    await shelf.waitFor(() => bread.length >= wanted);
    bread.splice(0, wanted);
    console.log(`${customer}: takes ${wanted}`);
  });
}

async function bake(shelf: asyncio.Condition) {
  for (const loaf of [1, 2, 3, 4]) {
    await asyncio.sleep(1);
    await shelf.with(async () => {
      bread.push(loaf);
      console.log(`baker: loaf ${loaf}`);
      shelf.notifyAll();
    });
  }
}

async function main() {
  const shelf = new asyncio.Condition();
  await new asyncio.TaskGroup().with(async (shop) => {
    shop.createTask(buy(shelf, 'family', 3), { name: 'family' });
    shop.createTask(buy(shelf, 'student', 1), { name: 'student' });
    shop.createTask(bake(shelf), { name: 'baker' });
  });
}

asyncio.run(main());
