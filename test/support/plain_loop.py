"""Runs a program on a loop in pure Python, on a virtual clock: the reference for our own loop.

It takes `BaseEventLoop` as it is. The selector has no sockets and lets the clock jump to the next
timer. On a virtual clock timers often fall due together; then the one that was set first runs first.
"""

import asyncio
import heapq
import itertools
import runpy
import sys
import time
from asyncio import events, runners


class Stalled(BaseException):
    """Nothing is left that could wake the program."""


class Clock:
    now = 0.0

    @classmethod
    def time(cls):
        return cls.now

    @classmethod
    def sleep(cls, seconds):
        cls.now += seconds


class Timer(asyncio.TimerHandle):
    """A timer that is ordered by its deadline and then by when it was set."""

    numbers = itertools.count()

    def __init__(self, *args):
        super().__init__(*args)
        self.order = (self._when, next(self.numbers))

    def __lt__(self, other):
        return self.order < other.order


class Selector:
    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if timeout is None:
            raise Stalled
        if timeout > 0:
            self.pass_time(timeout)
        return []

    def pass_time(self, timeout):
        Clock.now = self.loop._scheduled[0]._when


class RealSelector(Selector):
    """Lets real time pass instead."""

    def pass_time(self, timeout):
        time.sleep(timeout)


class PlainLoop(asyncio.BaseEventLoop):
    _kind_of_selector = Selector

    def __init__(self):
        super().__init__()
        self._selector = self._kind_of_selector(self)
        self._clock_resolution = 1e-9

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        timer = Timer(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


def use_plain_loop(real_time=False):
    """Takes Pyodide's loop away, and with it what it changed in the interpreter."""

    class Policy(events._BaseDefaultEventLoopPolicy):
        _loop_factory = PlainLoop

    events._set_running_loop(None)
    asyncio.run = runners.run
    asyncio.EventLoop = asyncio.SelectorEventLoop = PlainLoop
    asyncio.unix_events._DefaultEventLoopPolicy = Policy
    events._event_loop_policy = None
    if real_time:
        # Only the embedded interpreter needs this, and only it has it.
        from pyodide import webloop

        PlainLoop._kind_of_selector = RealSelector
        time.sleep = webloop._orig_sleep
        return
    time.time = time.monotonic = time.perf_counter = Clock.time
    time.sleep = Clock.sleep


def run(file, arguments, real_time=False):
    """Runs a file as the main program; returns the name of the exception that ended it, or ''.

    `arguments` stand one in a line.
    """
    use_plain_loop(real_time)
    sys.argv[:] = [file, *arguments.splitlines()]
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
    try:
        runpy.run_path(file, run_name="__main__")
    except BaseException as error:
        return type(error).__name__
    return ""
