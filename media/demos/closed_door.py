"""The closed door: an event lets everybody go on.

The question: Ada and Ben come one after the other. Why do they enter in the same moment, and why does
Cleo not have to wait at all?

Look at the timeline: two lanes wait for the event until main sets it. From then on it stays set, so
who comes later walks through.
Try this: call `door.clear()` after `door.set()`. What does Cleo do now?
"""

import asyncio


async def visit(name, arrival, door):
    await asyncio.sleep(arrival)
    print(f"{name}: is at the door")
    await door.wait()
    print(f"{name}: is inside")


async def main():
    door = asyncio.Event()
    async with asyncio.TaskGroup() as party:
        for name, arrival in (("Ada", 1), ("Ben", 2), ("Cleo", 5)):
            party.create_task(visit(name, arrival, door), name=name)
        await asyncio.sleep(4)
        print("main: come in!")
        door.set()


if __name__ == "__main__":
    asyncio.run(main())
