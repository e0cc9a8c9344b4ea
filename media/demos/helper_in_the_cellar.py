"""The helper in the cellar: a thread for what blocks.

The question: `press_juice` blocks for 3 seconds, just like the cook who stares at the toaster. Why is
the egg in time here?

Look at the timeline: the press works in a lane of its own, that of a thread. The loop only waits for
the thread, so it is free for the egg at second 1.
Try this: write `juice = press_juice()` instead, and look at the lane of the egg.
"""

import asyncio
import time


def press_juice():
    time.sleep(3)  # in a thread this holds only the thread
    return "a glass of juice"


async def boil_egg():
    await asyncio.sleep(1)
    print("egg: out of the water")


async def main():
    egg = asyncio.create_task(boil_egg())
    juice = await asyncio.to_thread(press_juice)
    print(f"main: there is {juice}")
    await egg


asyncio.run(main())
