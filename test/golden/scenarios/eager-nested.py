"""Eager tasks inside eager tasks, from a callback, and one that fails before its first wait."""
import asyncio


async def leaf():
    await asyncio.sleep(0)
    print("leaf")
    return "green"


async def branch():
    task = asyncio.create_task(leaf())
    print("branch goes on")
    return await task


async def broken():
    raise ValueError("before the first wait")


def plant():
    asyncio.ensure_future(leaf())
    print("planted")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    loop.call_later(1, plant)
    print(await asyncio.gather(branch(), broken(), return_exceptions=True))
    await asyncio.sleep(2)
    task = asyncio.Task(leaf(), loop=loop, eager_start=True, name="oak")
    task.cancel()
    await asyncio.wait([task])
    print(task)


asyncio.run(main())
