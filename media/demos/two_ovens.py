"""Two ovens for five cakes: a semaphore as a limit.

The question: all five cakes are begun at second 0. In which order do they get an oven, and when?

Look at the timeline: two lanes sleep, which is baking, and the others wait for the semaphore in the
order in which they came. Each cake that comes out lets the next one in.
Try this: buy a third oven. How long do five cakes take now?
"""

import asyncio


async def bake(cake, ovens):
    async with ovens:
        await asyncio.sleep(2)
    print(f"{cake}: ready")


async def main():
    ovens = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as bakery:
        for cake in ("apple", "berry", "carrot", "date", "egg"):
            bakery.create_task(bake(cake, ovens), name=cake)


if __name__ == "__main__":
    asyncio.run(main())
