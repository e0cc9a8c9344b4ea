"""async for takes one value at a time: no two waits of a generator overlap."""
import asyncio
from contextlib import aclosing, asynccontextmanager


async def ticks(count):
    try:
        for number in range(count):
            await asyncio.sleep(1)
            yield number
    finally:
        await asyncio.sleep(0.5)
        print("ticks closed")


@asynccontextmanager
async def shop():
    await asyncio.sleep(1)
    yield "open"
    await asyncio.sleep(1)
    print("shop closed")


class Countdown:
    def __init__(self, number):
        self.number = number

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.number == 0:
            raise StopAsyncIteration
        self.number -= 1
        await asyncio.sleep(0.25)
        return self.number


async def main():
    print([number async for number in ticks(2)])
    async with aclosing(ticks(9)) as stream:
        async for number in stream:
            if number == 1:
                break
    async with shop() as state:
        print(state)
    async for number in Countdown(2):
        print(number)


asyncio.run(main())
