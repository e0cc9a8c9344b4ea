/**
 * Knife and board: two locks, taken in opposite order.
 *
 * The question: both cooks need the knife and the board for a moment. Why does neither ever get to cut?
 *
 * Look at the timeline: from second 2 on each cook waits for a lock that the other one holds. When the
 * guest has left, nothing is ready and no timer runs, so nothing can happen any more: a deadlock.
 * Try this: let both cooks take the knife first.
 */
import * as asyncio from 'loopscope/asyncio';

async function sliceBread(knife: asyncio.Lock, board: asyncio.Lock) {
  await knife.with(async () => {
    console.log('bread: I have the knife');
    await asyncio.sleep(1);
    await board.with(async () => {
      console.log('bread: sliced');
    });
  });
}

async function chopOnion(knife: asyncio.Lock, board: asyncio.Lock) {
  await board.with(async () => {
    console.log('onion: I have the board');
    await asyncio.sleep(2);
    await knife.with(async () => {
      console.log('onion: chopped');
    });
  });
}

async function guest() {
  await asyncio.sleep(4);
  console.log('guest: I eat at home, then');
}

async function main() {
  const [knife, board] = [new asyncio.Lock(), new asyncio.Lock()];
  await asyncio.gather(sliceBread(knife, board), chopOnion(knife, board), guest());
}

asyncio.run(main());
