"""The late delivery: a time limit.

The question: the noodles would come at second 5. What happens to their delivery at second 3?

Look at the timeline: the limit cancels whatever is awaited inside of it, and the task goes on after
the block. The soup is in time and notices nothing.
Try this: print something in a `finally` inside `deliver`. Does a delivery that is given up run it?
"""

import asyncio


async def deliver(dish, seconds):
    await asyncio.sleep(seconds)
    print(f"{dish}: delivered")


async def dinner(dish, seconds):
    try:
        async with asyncio.timeout(3):
            await deliver(dish, seconds)
    except TimeoutError:
        print(f"{dish}: too late, we cook for ourselves")
        await asyncio.sleep(1)
    print(f"{dish}: dinner is over")


async def main():
    soup = asyncio.create_task(dinner("soup", 2), name="soup")
    noodles = asyncio.create_task(dinner("noodles", 5), name="noodles")
    await asyncio.gather(soup, noodles)


if __name__ == "__main__":
    asyncio.run(main())
