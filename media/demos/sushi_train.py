"""The sushi train: an async generator is no task.

The question: a plate takes 1 second to make, and 2 seconds to eat. Is the next plate made while the
guest eats?

Look at the timeline: the kitchen has no lane. It works only while the guest asks for a plate, on the
guest's own time, so three plates take 9 seconds. The loop is free all the while: the radio plays on.
Try this: make the plates in a task that puts them into an `asyncio.Queue`.
"""

import asyncio


async def make_plates():
    for plate in ("salmon", "tuna", "egg"):
        await asyncio.sleep(1)
        yield plate


async def eat():
    async for plate in make_plates():
        print(f"guest: {plate} is here")
        await asyncio.sleep(2)
        print(f"guest: {plate} was good")


async def play_radio():
    for song in (1, 2, 3):
        print(f"radio: song {song}")
        await asyncio.sleep(3)


async def main():
    await asyncio.gather(eat(), play_radio())


if __name__ == "__main__":
    asyncio.run(main())
