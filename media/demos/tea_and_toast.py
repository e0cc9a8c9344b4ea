"""Tea and toast: two waits that overlap.

The lesson: `await asyncio.sleep(...)` gives control back to the event loop, so another task runs
while this one waits. The water takes 3 seconds and the bread takes 2, but breakfast is ready after
3 seconds, not after 5.

Look at the timeline: both lanes wait at the same time, and the loop itself is idle nearly always.
Try this: let the toaster take 4 seconds. Which task ends last now?
"""

import asyncio


async def make_tea():
    print("tea: the kettle is on")
    await asyncio.sleep(3)
    print("tea: ready")


async def make_toast():
    print("toast: the bread is in the toaster")
    await asyncio.sleep(2)
    print("toast: ready")


async def main():
    tea = asyncio.create_task(make_tea())
    toast = asyncio.create_task(make_toast())
    await tea
    await toast
    print("breakfast is served")


if __name__ == "__main__":
    asyncio.run(main())
