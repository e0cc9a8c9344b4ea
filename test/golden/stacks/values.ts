// Values of all kinds, as the trace writes them.
import * as asyncio from 'loopscope/asyncio';

class Cake {
  constructor(readonly layers: number) {}
}

function sliceOf(cake: Cake): Cake {
  return cake;
}

async function bake(name: string, hot = true, ...toppings: string[]): Promise<unknown> {
  const [nothing, weight, price] = [null, 2n ** 200n, 12.5];
  const label = name.repeat(30);
  const numbers = Array.from({ length: 8 }, (_, index) => index);
  const nested: unknown[] = [[1, [2]], { k: { deep: 1 } }];
  const counts = new Map<unknown, unknown>([
    [name, toppings.length],
    ['cake', new Cake(3)],
  ]);
  const lock = new asyncio.Lock();
  {
    const [fn, kind, problem] = [sliceOf, Cake, new RangeError('too hot')];
    await asyncio.sleep(1);
    problem.message = `${fn.name} ${kind.name}`;
  }
  numbers.push(8);
  nested.length = 0;
  hot = !hot;
  await lock.acquire();
  await asyncio.sleep(1);
  return [nothing, weight, price, label, counts, hot];
}

async function kitchen(): Promise<void> {
  const waiter = asyncio.createTask(bake('plum', true, 'cream'), { name: 'oven' });
  for (let orders = 1; !waiter.done(); orders++) {
    await asyncio.sleep(orders / 2);
  }
  try {
    await bake('');
  } finally {
    await asyncio.sleep(0);
  }
}

asyncio.run(kitchen());
