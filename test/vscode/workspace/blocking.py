"""A blocking call: the cat is due after one second and wakes up after three."""

import asyncio
import time


async def nap():
    await asyncio.sleep(1)
    print("the cat is awake again")


async def dig():
    time.sleep(3)
    print("the hole is deep enough")


async def main():
    await asyncio.gather(nap(), dig())


asyncio.run(main())
