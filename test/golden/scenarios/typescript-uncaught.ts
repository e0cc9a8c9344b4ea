/** An error that leaves main ends the program; the other task is cancelled first. */
import * as asyncio from 'loopscope/asyncio';

async function lamp() {
  try {
    await asyncio.sleep(10);
  } finally {
    console.log('lamp off');
  }
}

async function main() {
  const task = asyncio.createTask(lamp());
  await asyncio.sleep(1);
  console.log(task.done());
  throw new Error('power cut', { cause: 'storm' });
}

asyncio.run(main());
