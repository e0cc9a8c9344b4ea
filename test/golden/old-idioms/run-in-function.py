import asyncio


async def inner():
    await asyncio.sleep(1)


def both():
    asyncio.run(inner())


async def main():
    both()


asyncio.run(main())
