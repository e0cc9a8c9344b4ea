"""A lock lets one in, a semaphore two; who waits is let in in order."""
import asyncio


async def use(gate, name):
    async with gate:
        print(name, "in")
        await asyncio.sleep(1)
    print(name, "out")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(use(lock, "a"), use(lock, "b"), use(lock, "c"))
    semaphore = asyncio.BoundedSemaphore(2)
    await asyncio.gather(use(semaphore, "d"), use(semaphore, "e"), use(semaphore, "f"))


asyncio.run(main())
