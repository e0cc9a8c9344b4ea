"""Knife and board: two locks, taken in opposite order.

The question: both cooks need the knife and the board for a moment. Why does neither ever get to cut?

Look at the timeline: from second 2 on each cook waits for a lock that the other one holds. When the
guest has left, nothing is ready and no timer runs, so nothing can happen any more: a deadlock.
Try this: let both cooks take the knife first.
"""

import asyncio


async def slice_bread(knife, board):
    async with knife:
        print("bread: I have the knife")
        await asyncio.sleep(1)
        async with board:
            print("bread: sliced")


async def chop_onion(knife, board):
    async with board:
        print("onion: I have the board")
        await asyncio.sleep(2)
        async with knife:
            print("onion: chopped")


async def guest():
    await asyncio.sleep(4)
    print("guest: I eat at home, then")


async def main():
    knife, board = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(slice_bread(knife, board), chop_onion(knife, board), guest())


if __name__ == "__main__":
    asyncio.run(main())
