"""Fresh bread: a condition, and who may go on.

The question: every loaf wakes both customers. Why does the one who came first leave last?

Look at the timeline: whoever is woken looks at the shelf again, and goes back to waiting if there is
not enough. The family needs three loaves at once, and the student takes one before.
Try this: write `shelf.notify()`, which wakes only one of them. When does the student get bread?
"""

import asyncio

bread = []


async def buy(shelf, customer, wanted):
    async with shelf:
        await shelf.wait_for(lambda: len(bread) >= wanted)
        del bread[:wanted]
        print(f"{customer}: takes {wanted}")


async def bake(shelf):
    for loaf in (1, 2, 3, 4):
        await asyncio.sleep(1)
        async with shelf:
            bread.append(loaf)
            print(f"baker: loaf {loaf}")
            shelf.notify_all()


async def main():
    shelf = asyncio.Condition()
    async with asyncio.TaskGroup() as shop:
        shop.create_task(buy(shelf, "family", 3), name="family")
        shop.create_task(buy(shelf, "student", 1), name="student")
        shop.create_task(bake(shelf), name="baker")


if __name__ == "__main__":
    asyncio.run(main())
