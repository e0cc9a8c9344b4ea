"""wait_for and timeout: what is too slow is cancelled, what is fast enough is not."""
import asyncio


async def answer(seconds):
    try:
        await asyncio.sleep(seconds)
        return f"after {seconds} s"
    finally:
        print("answer ends")


async def main():
    print(await asyncio.wait_for(answer(1), timeout=2))
    try:
        await asyncio.wait_for(answer(5), timeout=2)
    except TimeoutError:
        print("too slow")
    task = asyncio.create_task(answer(5))
    try:
        async with asyncio.timeout(1) as limit:
            await task
    except TimeoutError:
        print("late", limit.expired(), task.cancelled())
    async with asyncio.timeout(3) as limit:
        await asyncio.sleep(1)
        limit.reschedule(None)
    print("in time", limit.expired())


asyncio.run(main())
