"""The full counter: a queue that slows the cook down.

The question: the cook needs 1 second for a plate. Why do the plates come only every 3 seconds?

Look at the timeline: there is room for one plate. When it is taken the cook waits in `queue.put`, so
the slow waiter sets the pace of both. Without a limit the counter would fill up and up.
Try this: give the counter room for 3 plates, then for any number with `asyncio.Queue()`.
"""

import asyncio


async def cook(counter):
    for plate in (1, 2, 3, 4):
        await asyncio.sleep(1)
        await counter.put(plate)
        print(f"cook: plate {plate} is on the counter")


async def wait_tables(counter):
    for _ in range(4):
        plate = await counter.get()
        await asyncio.sleep(3)
        print(f"waiter: plate {plate} is served")


async def main():
    counter = asyncio.Queue(maxsize=1)
    async with asyncio.TaskGroup() as restaurant:
        restaurant.create_task(cook(counter))
        restaurant.create_task(wait_tables(counter), name="waiter")


if __name__ == "__main__":
    asyncio.run(main())
