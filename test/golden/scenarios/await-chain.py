"""A task awaited through coroutines and objects with __await__ is still one task."""
import asyncio


class Parcel:
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return "parcel"


async def inner():
    return await Parcel()


async def outer():
    return await inner()


async def main():
    print(await outer())
    print(await asyncio.create_task(outer(), name="courier"))


asyncio.run(main())
