"""The eager waiter: a task that begins at once.

The question: both waiters are sent in the same moment, the patient one first. Why does the eager one
answer first?

Look at the timeline: an ordinary task waits, *ready*, until main lets go of the loop. An eager task
runs inside `create_task`, up to its first real wait. What is on the menu needs no wait at all.
Try this: let the eager waiter ask for the fish. When does main come to its next line?
"""

import asyncio
import time


async def ask_price(waiter, dish):
    print(f"{waiter}: asks for the {dish}")
    if dish == "fish":
        await asyncio.sleep(2)  # only the chef knows
    print(f"{waiter}: has the price of the {dish}")


async def main():
    patient = asyncio.create_task(ask_price("patient", "soup"), name="patient")
    eager = asyncio.create_task(ask_price("eager", "soup"), name="eager", eager_start=True)
    print("main: both are sent")
    time.sleep(1)  # main does not let go of the loop
    await asyncio.gather(patient, eager)


if __name__ == "__main__":
    asyncio.run(main())
