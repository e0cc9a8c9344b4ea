"""The errand: what `await` hands over.

The question: three times somebody awaits on the way to the milk. At which of these lines does the
radio get its turn?

Look at the timeline: `buy_milk` and `find_shop` have no lanes, because `await` runs a coroutine on
the spot, as a part of main. The loop is free only where the innermost one has to wait.
Try this: put `await asyncio.sleep(1)` into `find_shop`, and look when the first song begins.
"""

import asyncio


async def find_shop():
    print("milk: the shop at the corner is open")
    return "the corner shop"


async def buy_milk():
    shop = await find_shop()  # find_shop runs at once, and nobody else does
    print(f"milk: paying in {shop}")
    await asyncio.sleep(2)  # here the loop is free for others
    print("milk: home again")


async def play_radio():
    for song in (1, 2, 3):
        print(f"radio: song {song}")
        await asyncio.sleep(1)


async def main():
    radio = asyncio.create_task(play_radio())
    await buy_milk()  # buy_milk runs at once, too
    await radio


if __name__ == "__main__":
    asyncio.run(main())
