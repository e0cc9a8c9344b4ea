"""The note on the fridge: what `create_task` starts, and when.

The question: main writes the note in the first moment. Why do the plants get no water for a second?

Look at the timeline: the new task is *ready* at once, and ready is all it is. It begins to run when
main comes to an `await` that has to wait, and so gives control back.
Try this: put `await asyncio.sleep(0)` in the line after `create_task`. Who is first now?
"""

import asyncio
import time


async def water_plants():
    print("plants: getting water")
    await asyncio.sleep(1)
    print("plants: happy")


async def main():
    plants = asyncio.create_task(water_plants())  # a note, and nothing else yet
    print("main: the note is on the fridge")
    time.sleep(1)  # main does not let go of the loop
    print("main: now I wait, and the note is read")
    await plants


if __name__ == "__main__":
    asyncio.run(main())
