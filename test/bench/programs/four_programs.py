"""Four small programs on native CPython; prints its version and the seconds that each took as JSON.

Timers really wait, so their loop has a clock that jumps to the next deadline; it asks the operating
system in each iteration all the same.
"""

import asyncio
import json
import platform
import selectors
import time

RUNS = 5


class JumpingSelector(selectors.DefaultSelector):
    def __init__(self):
        super().__init__()
        self.now = 0.0

    def select(self, timeout=None):
        self.now += max(0.0, timeout or 0.0)
        return super().select(0)


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.jumping_selector = JumpingSelector()
        super().__init__(self.jumping_selector)

    def time(self):
        return self.jumping_selector.now


async def switches():
    async def spin():
        for _ in range(1000):
            await asyncio.sleep(0)

    await asyncio.gather(*(spin() for _ in range(100)))


async def creation():
    async def nothing():
        pass

    await asyncio.gather(*(nothing() for _ in range(10_000)))


async def timers():
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def nothing():
        pass

    for index in range(10_000):
        loop.call_at(1 + index * 7919 % 10_000, nothing)
    loop.call_at(10_001, done.set_result, None)
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


def seconds_of(program, make_loop):
    best = float("inf")
    for _ in range(RUNS):
        with asyncio.Runner(loop_factory=make_loop) as runner:
            begun = time.perf_counter()
            runner.run(program())
            best = min(best, time.perf_counter() - begun)
    return best


seconds = {
    "switches": seconds_of(switches, None),
    "creation": seconds_of(creation, None),
    "timers": seconds_of(timers, JumpingLoop),
    "pingPong": seconds_of(ping_pong, None),
}
print(json.dumps({"version": platform.python_version(), "seconds": seconds}))
