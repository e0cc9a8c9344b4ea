/**
 * The empty mailbox: a `get` that nobody answers.
 *
 * The question: every letter has arrived and is read. What does the program still wait for?
 *
 * Look at the timeline: the postman is home at second 4. The reader waits in `queue.get` for a third
 * letter, and main waits for the reader. An endless reader needs somebody who tells it to stop.
 * Try this: call `mailbox.shutdown()` after the loop of the postman. The reader ends, but how?
 */
import * as asyncio from 'loopscope/asyncio';

async function deliver(mailbox: asyncio.Queue<string>) {
  for (const letter of ['bill', 'postcard']) {
    await asyncio.sleep(1);
    await mailbox.put(letter);
  }
  console.log('postman: that was all');
  await asyncio.sleep(2); // the way home
}

async function read(mailbox: asyncio.Queue<string>) {
  while (true) {
    const letter = await mailbox.get();
    console.log(`reader: a ${letter}`);
  }
}

async function main() {
  const mailbox = new asyncio.Queue<string>();
  const postman = asyncio.createTask(deliver(mailbox), { name: 'postman' });
  const reader = asyncio.createTask(read(mailbox), { name: 'reader' });
  await postman;
  await reader;
}

asyncio.run(main());
