"""Two neighbours who each hold what the other one needs: nothing can ever wake them again."""

import asyncio

ladder = asyncio.Lock()
hammer = asyncio.Lock()


async def repair(first, second):
    async with first:
        await asyncio.sleep(0.5)
        async with second:
            print("repaired")


async def main():
    await asyncio.gather(repair(ladder, hammer), repair(hammer, ladder))


asyncio.run(main())
