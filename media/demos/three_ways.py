"""Three ways to cook breakfast: await, create_task, gather.

The lesson: `await` alone cooks one dish after the other. A task is started by `create_task` and
cooks while we do something else; `gather` starts all of them and waits for the results.

Look at the timeline: in the first part nothing overlaps, because calling `cook(...)` only makes a
coroutine, and it does not run before it is awaited. It does not even get a lane of its own.
Try this: in the second way, await each task in the line after its `create_task`. What changes?
"""

import asyncio
import time

DISHES = {"eggs": 3, "beans": 2, "coffee": 1}


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    return dish


async def one_after_the_other():
    return [await cook(dish, seconds) for dish, seconds in DISHES.items()]


async def with_tasks():
    tasks = [
        asyncio.create_task(cook(dish, seconds), name=dish)
        for dish, seconds in DISHES.items()
    ]
    return [await task for task in tasks]


async def with_gather():
    dishes = [cook(dish, seconds) for dish, seconds in DISHES.items()]
    return await asyncio.gather(*dishes)


WAYS = {
    "one after the other": one_after_the_other,
    "with tasks": with_tasks,
    "with gather": with_gather,
}


async def main():
    for name, way in WAYS.items():
        start = time.perf_counter()
        ready = await way()
        seconds = time.perf_counter() - start
        print(f"{name}: {', '.join(ready)} after {seconds:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
