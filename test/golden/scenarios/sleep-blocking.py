"""A blocking sleep holds the loop: the radio starts two seconds late."""
import asyncio
import time


async def radio():
    await asyncio.sleep(1)
    print("radio on")


async def dishes():
    time.sleep(3)
    print("dishes done")


async def main():
    await asyncio.gather(radio(), dishes())


asyncio.run(main())
