"""The lost letter: a task that nobody waits for.

The question: the letter has no stamp and comes back at second 1. Why does main say that all is well?

Look at the timeline: the letter's lane ends as *failed*, and the other lanes go on. Its exception is
kept in the task for whoever awaits it. Nobody does, so asyncio can only complain when it is too late.
Try this: keep the task in a variable and await it before the last line.
"""

import asyncio


class NoStamp(Exception):
    pass


async def send_letter():
    await asyncio.sleep(1)
    raise NoStamp("back to the sender")


async def main():
    asyncio.create_task(send_letter(), name="letter")  # sent and forgotten
    await asyncio.sleep(2)
    print("main: all is well")


if __name__ == "__main__":
    asyncio.run(main())
