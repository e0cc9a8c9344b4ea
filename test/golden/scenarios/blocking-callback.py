"""A callback can hold the loop too: the line that scheduled it is to blame."""
import asyncio
import time


async def clock():
    for tick in range(3):
        print("tick", tick)
        await asyncio.sleep(1)


def announce():
    print("a callback speaks")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.5, time.sleep, 2)
    loop.call_soon(announce)
    await clock()


asyncio.run(main())
