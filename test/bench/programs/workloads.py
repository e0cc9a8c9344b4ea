"""Four small programs; see `core-programs.ts` for the same in TypeScript."""

import asyncio


async def switches():
    async def spin():
        for _ in range(1000):
            await asyncio.sleep(0)

    await asyncio.gather(*(spin() for _ in range(100)))


async def creation():
    async def nothing():
        pass

    await asyncio.gather(*(nothing() for _ in range(10_000)))


async def timers(unit):
    """`unit`: seconds between two timers."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    done = loop.create_future()

    def nothing():
        pass

    for index in range(10_000):
        loop.call_at(begun + (1 + index * 7919 % 10_000) * unit, nothing)
    loop.call_at(begun + 10_001 * unit, done.set_result, None)
    await done


async def ping_pong():
    there, back = asyncio.Queue(), asyncio.Queue()

    async def answer():
        for _ in range(20_000):
            await back.put(await there.get())

    answering = asyncio.create_task(answer())
    for number in range(20_000):
        await there.put(number)
        await back.get()
    await answering
