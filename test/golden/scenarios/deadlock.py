"""Two tasks wait for each other's lock: nothing can wake them any more."""
import asyncio


async def eater(name, left, right):
    async with left:
        print(name, "has one fork")
        await asyncio.sleep(1)
        async with right:
            print(name, "eats")


async def main():
    forks = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(eater("one", *forks), eater("two", *reversed(forks)))


asyncio.run(main())
