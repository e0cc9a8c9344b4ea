"""A task group waits for its tasks, and cancels them if one fails."""
import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    print(dish, "ready")


async def burn():
    await asyncio.sleep(1)
    raise RuntimeError("smoke")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(cook("soup", 1))
        group.create_task(cook("bread", 2))
    print("served")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cook("roast", 9))
            group.create_task(burn())
            await asyncio.sleep(5)
            print("this line never runs")
    except* RuntimeError as group_of_errors:
        print("failed:", group_of_errors.exceptions)


asyncio.run(main())
