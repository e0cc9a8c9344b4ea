"""Peeling potatoes: `sleep(0)` lets the others in.

The question: peeling is work and cannot be awaited. How can the doorbell be answered in the middle?

Look at the timeline: after every potato `sleep(0)` gives one turn to whoever is ready. The bell is
answered between two potatoes and not after the last one, and nobody holds the loop for long.
Try this: delete the line with `sleep(0)`. When is the bell answered, and what is the warning?
"""

import asyncio
import time


async def peel():
    for potato in range(1, 9):
        time.sleep(0.05)  # work
        print(f"potato {potato}: peeled")
        await asyncio.sleep(0)  # others first, then the next potato


async def doorbell():
    await asyncio.sleep(0.12)
    print("doorbell: answered")


async def main():
    await asyncio.gather(doorbell(), peel())


if __name__ == "__main__":
    asyncio.run(main())
