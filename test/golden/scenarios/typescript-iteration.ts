/** A loop that is left closes its async generator, which may wait once more. */
import * as asyncio from 'loopscope/asyncio';

async function* plates() {
  try {
    for (let plate = 1; ; plate++) {
      await asyncio.sleep(1);
      yield plate;
    }
  } finally {
    await asyncio.sleep(0.5);
    console.log('belt stopped');
  }
}

async function main() {
  for await (const plate of plates()) {
    console.log('plate', plate);
    if (plate === 2) break;
  }
}

asyncio.run(main());
