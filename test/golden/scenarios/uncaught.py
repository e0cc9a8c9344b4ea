"""An exception that leaves main ends the program; the other task is cancelled first."""
import asyncio


async def lamp():
    try:
        await asyncio.sleep(10)
    finally:
        print("lamp off")


async def main():
    task = asyncio.create_task(lamp())
    await asyncio.sleep(1)
    print(task.done())
    raise ValueError("power cut")


asyncio.run(main())
