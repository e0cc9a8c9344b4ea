"""One after the other, as tasks, with gather: 3 s, 2 s and 2 s."""
import asyncio


async def step(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    loop = asyncio.get_running_loop()
    begun = loop.time()
    print(await step(1) + await step(2), "in sequence", loop.time() - begun)

    begun = loop.time()
    one, two = asyncio.create_task(step(1)), asyncio.create_task(step(2))
    print(await one + await two, "as tasks", loop.time() - begun)

    begun = loop.time()
    print(sum(await asyncio.gather(step(1), step(2))), "gathered", loop.time() - begun)


asyncio.run(main())
