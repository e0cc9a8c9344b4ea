"""Nobody asks for the result of a task that failed: asyncio says so when the task is thrown away."""
import asyncio


async def forgotten():
    await asyncio.sleep(1)
    raise KeyError("spoon")


async def main():
    task = asyncio.create_task(forgotten())
    await asyncio.sleep(2)
    del task
    print("main ends")


asyncio.run(main())
