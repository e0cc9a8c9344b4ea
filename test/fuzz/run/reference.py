"""Runs random programs on CPython's asyncio and a virtual clock, each on a loop of its own.

Where CPython goes through a set, the order is that of addresses in memory, which differs from run to
run. Here it is the order of insertion, as in the core: the modules of asyncio that make such sets are
given a `set` of that order. What they make with `{...}` cannot be replaced; `as_completed` does so, and
for programs with it all futures have the same hash, which keeps the order of up to four.
"""

import asyncio
import contextlib
import gc
import io
import sys
import warnings
from asyncio import runners, taskgroups, tasks
from collections.abc import MutableSet

from plain_loop import Clock, PlainLoop, Stalled

# Programs end after about a hundred.
MOST_ITERATIONS = 2000


class OrderedSet(MutableSet):
    def __init__(self, items=()):
        self.items = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        self.items[item] = None

    def discard(self, item):
        self.items.pop(item, None)


class SameHashTask(asyncio.Task):
    def __hash__(self):
        return 0


class SameHashFuture(asyncio.Future):
    def __hash__(self):
        return 0


class TooLong(BaseException):
    """The program goes on and on: older versions of CPython have errors that make it do so."""


class Exchanged:
    """What this module replaces in asyncio, as it was."""

    all_tasks = staticmethod(tasks.all_tasks)
    task = tasks.Task
    eager_task_factory = getattr(asyncio, "eager_task_factory", None)


class FuzzLoop(PlainLoop):
    """Counts the iterations that run anything, and keeps all tasks, in their order."""

    future_class = asyncio.Future

    def __init__(self):
        super().__init__()
        self.iteration = 0
        self.tasks = []
        self._asyncgens = OrderedSet()

    def time(self):
        return Clock.now

    def _process_events(self, event_list):
        timer = self._scheduled[0] if self._scheduled else None
        if self._ready or (timer and timer._when < self.time() + self._clock_resolution):
            self.iteration += 1
        if self.iteration > MOST_ITERATIONS:
            self.iteration = 0
            raise TooLong

    def create_future(self):
        return self.future_class(loop=self)

    def create_task(self, coro, **options):
        # An eager task that makes tasks itself comes before them.
        place = len(self.tasks)
        self.tasks.append(None)
        self.tasks[place] = super().create_task(coro, **options)
        return self.tasks[place]

    async def shutdown_asyncgens(self):
        # CPython also closes those that have ended, if anybody holds them still, which costs a turn.
        for generator in list(self._asyncgens):
            if generator.ag_frame is None:
                self._asyncgens.discard(generator)
        await super().shutdown_asyncgens()


def all_tasks(loop=None):
    loop = asyncio.get_running_loop() if loop is None else loop
    live = Exchanged.all_tasks(loop)
    in_order = [task for task in loop.tasks if task in live]
    # A task that starts eagerly is not noted yet while it runs for the first time.
    return OrderedSet([*in_order, *live])


class Log:
    """What a program printed, each line with the iteration in which it did."""

    def __init__(self):
        self.lines = []
        self.loop = None

    def make_loop(self):
        self.loop = FuzzLoop()
        return self.loop

    def print(self, *parts):
        iteration = 0 if self.loop is None else self.loop.iteration
        self.lines.append(f"{iteration}| {' '.join(parts)}")


def run_program(source):
    """Runs one program and returns the lines of its log; the last says how it ended."""
    log = Log()

    def run(main, *, debug=None):
        with asyncio.Runner(debug=debug, loop_factory=log.make_loop) as runner:
            return runner.run(main)

    exchange(has_same_hash="as_completed" in source)
    asyncio.run = run
    Clock.now = 0.0
    ended = "ended"
    try:
        exec(compile(source, "program.py", "exec"), {"__name__": "__main__", "print": log.print})
    except Stalled:
        ended = "stalled"
    except BaseException as error:
        ended = f"ended with {type(error).__name__}"
    finally:
        asyncio.run = runners.run
    # What is thrown away from now on may still print.
    lines = [*log.lines, ended]
    log.lines = []
    return lines


def exchange(has_same_hash):
    tasks.set = taskgroups.set = OrderedSet
    tasks.all_tasks = asyncio.all_tasks = all_tasks
    tasks.Task = asyncio.Task = SameHashTask if has_same_hash else Exchanged.task
    FuzzLoop.future_class = SameHashFuture if has_same_hash else asyncio.Future
    tasks._GatheringFuture.__hash__ = FuzzLoop.future_class.__hash__
    if Exchanged.eager_task_factory is not None:
        asyncio.eager_task_factory = asyncio.create_eager_task_factory(tasks.Task)


def run_programs(sources):
    """Runs the programs, which are separated by NUL, and returns their logs, separated in the same way."""
    warnings.simplefilter("ignore")
    logs = []
    with contextlib.redirect_stderr(io.StringIO()):
        for source in sources.split("\0"):
            # A generator in a circle would be closed whenever the collector finds it.
            gc.disable()
            logs.append("\n".join(run_program(source)))
            gc.enable()
        gc.collect()
    return "\0".join(logs)


if __name__ == "__main__":
    sys.stdout.write(run_programs(sys.stdin.read()))
