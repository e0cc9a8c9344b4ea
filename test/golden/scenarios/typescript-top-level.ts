/** A file that awaits at its top level is a task itself. */
import * as asyncio from 'loopscope/asyncio';
import * as time from 'loopscope/time';

const helper = asyncio.createTask(asyncio.sleep(0.5, 'helped'));
await asyncio.sleep(0.25);
time.sleep(1);
console.log(await helper);
await new Promise(() => {});
