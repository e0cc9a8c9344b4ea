"""The burnt butter: a task group stands together.

The question: only the butter burns, at second 2. Why is there no bread at second 4?

Look at the timeline: when a task of the group fails, the group cancels those that still work, waits
until all are over, and then throws. What was finished before, the table, stays finished.
Try this: let the table take 3 seconds. Is it set in the end?
"""

import asyncio


class Burnt(Exception):
    pass


async def set_table():
    await asyncio.sleep(1)
    print("table: set")


async def melt_butter():
    await asyncio.sleep(2)
    raise Burnt("the butter is black")


async def bake_bread():
    await asyncio.sleep(4)
    print("bread: ready")


async def main():
    try:
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(set_table())
            kitchen.create_task(melt_butter())
            kitchen.create_task(bake_bread())
    except* Burnt as group:
        print(f"main: {group.exceptions[0]}, we go out for dinner")


if __name__ == "__main__":
    asyncio.run(main())
