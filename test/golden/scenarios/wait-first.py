"""wait comes back with what is done; as_completed gives results in the order of their ends."""
import asyncio


async def racer(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    racers = [asyncio.create_task(racer(name, s), name=name) for name, s in (("hare", 3), ("snail", 1))]
    done, pending = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    done, pending = await asyncio.wait(pending, timeout=1)
    print(len(done), len(pending))
    late = [asyncio.create_task(racer(name, s), name=name) for name, s in (("b", 2), ("a", 1))]
    for next_one in asyncio.as_completed(late):
        print(await next_one)
    async for task in asyncio.as_completed([asyncio.create_task(racer("c", 1))]):
        print(await task)
    print(racers[0].done())


asyncio.run(main())
