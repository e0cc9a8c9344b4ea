"""Values of all kinds, as the trace writes them."""

import asyncio


class Cake:
    def __init__(self, layers):
        self.layers = layers


def slice_of(cake):
    return cake


async def bake(name, *toppings, hot=True):
    nothing, weight, price = None, 2**200, 12.5
    label = name * 30
    raw = b"\x00ab"
    numbers = list(range(8))
    nested = [[1, [2]], (3,), {"k": {"deep": 1}}]
    counts = {name: len(toppings), 2: (), "cake": Cake(3)}
    unordered = {"a", "b"}
    function, kind = slice_of, Cake
    await asyncio.sleep(1)
    numbers.append(8)
    nested.clear()
    del raw, label
    hot = False
    await asyncio.sleep(1)
    return weight, price, nothing, counts, unordered, function, kind


async def kitchen():
    waiter = asyncio.create_task(bake("plum", "cream"), name="oven")
    orders = 0
    while not waiter.done():
        orders += 1
        await asyncio.sleep(0.75)
    try:
        await bake("")
    finally:
        await asyncio.sleep(0)


asyncio.run(kitchen())
