"""Four small programs on native CPython; prints its version and the seconds that each took as JSON.

Timers really wait, so their loop has a clock that jumps to the next deadline; it asks the operating
system in each iteration all the same.
"""

import asyncio
import json
import platform
import selectors
import time

from workloads import creation, ping_pong, switches, timers

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
    "timers": seconds_of(lambda: timers(1), JumpingLoop),
    "pingPong": seconds_of(ping_pong, None),
}
print(json.dumps({"version": platform.python_version(), "seconds": seconds}))
