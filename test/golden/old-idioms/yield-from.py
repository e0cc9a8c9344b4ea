import asyncio


async def main():
    yield from asyncio.sleep(1)
    print((yield from asyncio.sleep(1, result="slept")))


asyncio.run(main())
