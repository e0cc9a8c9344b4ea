"""The wedding cake: a shield against cancelling.

The question: the customer runs away at second 1. Why is the cake baked to its end all the same?

Look at the timeline: the customer's lane is cancelled, and the cake's lane goes on. Without a shield,
cancelling a task also cancels the task it waits for.
Try this: write `await cake` without the shield in `wait_for_cake`. Who is cancelled now?
"""

import asyncio


async def bake_cake():
    print("cake: in the oven")
    await asyncio.sleep(3)
    print("cake: ready")


async def wait_for_cake(cake):
    await asyncio.shield(cake)
    print("customer: what a cake!")


async def main():
    cake = asyncio.create_task(bake_cake())
    customer = asyncio.create_task(wait_for_cake(cake), name="customer")
    await asyncio.sleep(1)
    customer.cancel()
    print("main: the customer has left")
    await cake
    print("main: then we eat it")


if __name__ == "__main__":
    asyncio.run(main())
