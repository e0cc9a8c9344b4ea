"""Still running, and it will not stop by itself."""

import asyncio


async def knock():
    await asyncio.sleep(1)
    print("nobody opens")


async def think():
    await asyncio.sleep(0.5)
    print("let me think ...")
    while True:
        pass


async def main():
    await asyncio.gather(knock(), think())


asyncio.run(main())
