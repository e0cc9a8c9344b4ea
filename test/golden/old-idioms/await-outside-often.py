import asyncio


async def numbers():
    yield 1
    await asyncio.sleep(1)
    yield 2


async for number in numbers():
    print(number)
await asyncio.sleep(1)
