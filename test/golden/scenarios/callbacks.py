"""Callbacks: soon, later, at a time, cancelled, and when a task is done."""
import asyncio


def show(text):
    print(f"{asyncio.get_running_loop().time() - begun:.1f}", text)


async def job():
    await asyncio.sleep(2)
    return "job"


async def main():
    global begun
    loop = asyncio.get_running_loop()
    begun = loop.time()
    loop.call_later(2, show, "later, set before the job began to sleep")
    loop.call_at(begun + 1, show, "at 1")
    loop.call_later(1, show, "also at 1, but set after it")
    loop.call_later(3, show, "never").cancel()
    loop.call_soon(show, "never").cancel()
    loop.call_soon(show, "soon")
    task = asyncio.create_task(job())
    task.add_done_callback(lambda done: show(done.result() + " is done"))
    show("main goes on")
    await task
    show("main has its result")


asyncio.run(main())
