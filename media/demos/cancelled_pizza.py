"""The cancelled pizza: cancelling is a request.

The question: main cancels the order at second 2. Why is the pizza's task over only at second 3?

Look at the timeline: `cancel` ends nothing by itself. An exception is thrown at the `await` of the
task, its `finally` runs, and that may even wait again. Only then the task is *cancelled*.
Try this: await the pizza without `try`. What happens to main?
"""

import asyncio


async def bake_pizza():
    print("pizza: in the oven")
    try:
        await asyncio.sleep(10)
        print("pizza: ready")
    finally:
        print("oven: cooling down")
        await asyncio.sleep(1)
        print("oven: off")


async def main():
    pizza = asyncio.create_task(bake_pizza())
    await asyncio.sleep(2)
    pizza.cancel()
    print("main: no pizza, please")
    try:
        await pizza
    except asyncio.CancelledError:
        print("main: the order is cancelled")


if __name__ == "__main__":
    asyncio.run(main())
