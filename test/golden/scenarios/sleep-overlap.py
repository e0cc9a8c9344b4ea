"""Two sleeps overlap: the program takes as long as the longer one."""
import asyncio


async def boil(what, seconds):
    print(what, "on")
    await asyncio.sleep(seconds)
    print(what, "done")


async def main():
    egg = asyncio.create_task(boil("egg", 3))
    tea = asyncio.create_task(boil("tea", 2))
    await egg
    await tea


asyncio.run(main())
