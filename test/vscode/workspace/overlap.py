"""Two sleeps that overlap: the whole takes as long as the longer one."""

import asyncio


async def nap(name, seconds):
    print(f"{name} lies down")
    await asyncio.sleep(seconds)
    print(f"{name} is awake again")


async def main():
    await asyncio.gather(nap("cat", 1), nap("dog", 2))


asyncio.run(main())
