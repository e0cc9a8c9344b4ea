"""Four small programs in the embedded CPython; prints the seconds that each took, and the bytes of the
interpreter's memory, as JSON.

With the argument `pure` they run on asyncio's own loop, and nothing of ours is in their way.
"""

import asyncio
import json
import sys
import time
from asyncio import tasks

import _asyncio
import pyodide_js
from workloads import creation, ping_pong, switches, timers

RUNS = 3
# So short that nothing waits: the clock is the system's.
UNIT = 1e-9


class NoSelector:
    def select(self, timeout):
        return []

    def close(self):
        pass


class PureLoop(asyncio.BaseEventLoop):
    """asyncio's own loop, with nothing to wait for."""

    def __init__(self):
        super().__init__()
        self._selector = NoSelector()

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


def seconds_of(program, factory):
    best = float("inf")
    for _ in range(RUNS):
        with asyncio.Runner(loop_factory=factory) as runner:
            begun = time.perf_counter()
            runner.run(program())
            best = min(best, time.perf_counter() - begun)
    return best


factory = None
if "pure" in sys.argv:
    factory = PureLoop
    asyncio.Task = tasks.Task = _asyncio.Task
seconds = {
    "switches": seconds_of(switches, factory),
    "creation": seconds_of(creation, factory),
    "timers": seconds_of(lambda: timers(UNIT), factory),
    "pingPong": seconds_of(ping_pong, factory),
}
memory = pyodide_js._module.HEAPU8.length
print(json.dumps({"seconds": seconds, "memory": memory}))
