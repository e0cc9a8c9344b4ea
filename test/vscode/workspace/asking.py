"""A cook who asks for your wishes: the oven goes on meanwhile, the pan does not."""

import asyncio


async def oven():
    while True:
        await asyncio.sleep(1)


async def pan():
    await asyncio.sleep(1.5)
    return input("Salt? ")


async def main():
    asyncio.create_task(oven())
    await asyncio.gather(pan(), asyncio.to_thread(input, "Pepper? "))


asyncio.run(main())
