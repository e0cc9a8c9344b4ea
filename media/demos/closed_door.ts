/**
 * The closed door: an event lets everybody go on.
 *
 * The question: Ada and Ben come one after the other. Why do they enter in the same moment, and why does
 * Cleo not have to wait at all?
 *
 * Look at the timeline: two lanes wait for the event until main sets it. From then on it stays set, so
 * who comes later walks through.
 * Try this: call `door.clear()` after `door.set()`. What does Cleo do now?
 */
import * as asyncio from 'loopscope/asyncio';

async function visit(name: string, arrival: number, door: asyncio.Event) {
  await asyncio.sleep(arrival);
  console.log(`${name}: is at the door`);
  await door.wait();
  console.log(`${name}: is inside`);
}

async function main() {
  const door = new asyncio.Event();
  await new asyncio.TaskGroup().with(async (party) => {
    for (const [name, arrival] of Object.entries({ Ada: 1, Ben: 2, Cleo: 5 })) {
      party.createTask(visit(name, arrival, door), { name });
    }
    await asyncio.sleep(4);
    console.log('main: come in!');
    door.set();
  });
}

asyncio.run(main());
