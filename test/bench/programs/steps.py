"""100 tasks × 1000 sleep(0); prints the seconds that it took. `pure` takes a loop in Python."""

import asyncio
import sys
import time

TASKS = 100
SLEEPS = 1000


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


async def spin():
    for _ in range(SLEEPS):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(spin() for _ in range(TASKS)))


factory = PureLoop if "pure" in sys.argv else None
best = float("inf")
for _ in range(7):
    with asyncio.Runner(loop_factory=factory) as runner:
        begun = time.perf_counter()
        runner.run(main())
        best = min(best, time.perf_counter() - begun)
print(f"{best:.4f}")
