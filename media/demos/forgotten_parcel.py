"""The forgotten parcel: `join` counts every `task_done`.

The question: the shelf is empty and the packer has nothing to do. Why does main not close the shop?

Look at the timeline: main waits in `queue.join` until each item that was put in is reported as done.
One way through the loop takes an item and reports nothing, so the light stays on.
Try this: call `orders.task_done()` before the `continue` as well.
"""

import asyncio


async def pack(orders):
    while True:
        order = await orders.get()
        if order == "umbrella":
            print("umbrella: sold out")
            continue  # and task_done is never called for it
        await asyncio.sleep(1)
        print(f"{order}: packed")
        orders.task_done()


async def pass_by():
    await asyncio.sleep(4)
    print("passer-by: the light is still on")


async def main():
    orders = asyncio.Queue()
    for order in ("lamp", "umbrella", "chair"):
        orders.put_nowait(order)
    packer = asyncio.create_task(pack(orders), name="packer")
    asyncio.create_task(pass_by(), name="passer-by")
    await orders.join()
    packer.cancel()
    print("main: the shop is closed")


if __name__ == "__main__":
    asyncio.run(main())
