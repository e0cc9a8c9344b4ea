"""Two cooks share one kitchen, and one event loop."""

import asyncio


async def cook(dish, seconds):
    print(f"{dish}: on the stove")
    # The cook waits, and the other one works. Try `import time` and time.sleep(seconds) here.
    await asyncio.sleep(seconds)
    print(f"{dish}: ready")
    return dish


async def main():
    # gather makes a task of each call. Both begin now, and end when they are ready.
    dishes = await asyncio.gather(cook("soup", 2), cook("salad", 1))
    print("Dinner is served:", " and ".join(dishes))


asyncio.run(main())
