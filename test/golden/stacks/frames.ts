// Variables in several coroutines, in async generators, and where something is returned to be awaited.
import * as asyncio from 'loopscope/asyncio';

async function* courses(count: number): AsyncGenerator<string> {
  for (let index = 1; index <= count; index++) {
    const plate = `plate ${index}`;
    await asyncio.sleep(1);
    yield plate;
  }
}

const rest = async (seconds: number) => asyncio.sleep(seconds);

function pause(seconds: number, reason: string): Promise<void> {
  const work = async () => {
    const why = reason;
    return rest(why.length + seconds);
  };
  return work();
}

async function guest(): Promise<void> {
  let eaten = 0;
  for await (const plate of courses(2)) {
    eaten += plate.length;
  }
  await pause(eaten, 'full');
}

asyncio.run(guest());
