"""The cook who stares at the toaster: a blocking call.

The lesson: `time.sleep(...)` does not give control back. While the cook stares at the toaster, the
event loop cannot run anything else, not even a task whose time has come. The egg is done after
1 second, but nobody takes it out of the water before second 3.

Look at the timeline: the egg is *ready* from second 1 on, and still it has to wait for its turn.
Try this: replace the marked line with `await asyncio.sleep(3)` and run again.
"""

import asyncio
import time


async def boil_egg():
    print("egg: in the water")
    await asyncio.sleep(1)
    print("egg: out of the water")


async def make_toast():
    print("toast: staring at the toaster")
    time.sleep(3)  # this line holds the loop
    print("toast: ready")


async def main():
    egg = asyncio.create_task(boil_egg())
    toast = asyncio.create_task(make_toast())
    await egg
    await toast
    print("breakfast is served")


if __name__ == "__main__":
    asyncio.run(main())
