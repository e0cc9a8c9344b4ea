"""Cancelling: before the start, while waiting, swallowed, and with a slow goodbye."""
import asyncio


async def never_begun():
    print("this line never runs")


async def waiting():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("waiting: asked to stop")
        raise


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("stubborn: no")
    await asyncio.sleep(1)
    return "stayed"


async def tidy():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(2)
        print("tidy: cleaned up")


async def main():
    early = asyncio.create_task(never_begun())
    print(early.cancel(), early.cancelling())
    others = [asyncio.create_task(job()) for job in (waiting, stubborn, tidy)]
    await asyncio.sleep(1)
    for task in others:
        task.cancel("enough")
    results = await asyncio.gather(early, *others, return_exceptions=True)
    print([repr(result) for result in results])
    print(early.cancel())


asyncio.run(main())
