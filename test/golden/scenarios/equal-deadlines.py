"""Sleeps that end at the same moment wake in the order in which they began."""
import asyncio


async def runner(number):
    await asyncio.sleep(1)
    print("runner", number)


async def main():
    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(runner(number), name=f"runner-{number}")


asyncio.run(main())
