"""Standard input: what the user types, or what is piped in.

The host has it as number 0 among the sockets, so a loop can wait for it as well: `add_reader` works,
and `input` in a thread is read by the loop itself, since a thread of ours runs as a whole.
"""

import builtins
import functools
import io
import sys
from collections import deque
from contextvars import Context
from weakref import WeakKeyDictionary

from . import awaitable_call, bridge, network, places, probe
from .signals import handle_signals
from .threads.futures import name_job

_MAX_PROMPT = 40

NUMBER = 0
"""The file descriptor of standard input."""


class _Keyboard(io.RawIOBase):
    """The bytes of standard input; reading holds the program until there are some."""

    name = "<stdin>"
    mode = "rb"

    def readable(self):
        return True

    def fileno(self):
        return NUMBER

    def readinto(self, buffer):
        _wait()
        data = network.table.read(NUMBER, len(buffer)).to_bytes()
        buffer[: len(data)] = data
        return len(data)


def open_text():
    """A text file for `sys.stdin`."""
    return io.TextIOWrapper(io.BufferedReader(_Keyboard()), encoding="utf-8")


def _wait():
    """Holds the program until there is something to read; a blocking call of the user's in the trace.

    Raises what handlers of signals raise.
    """
    if _is_readable():
        return
    position, call = 0, "input()"
    frame = probe.user_frame(sys._getframe(1))
    if frame is not None:
        position = probe.frame_position(frame)
        call = places.call_text(frame.f_code, frame.f_lasti, call)
        awaitable_call.tell(frame, position)
    number = bridge.text(call)
    while not _is_readable():
        bridge.checked(network.table.wait_for_input(number, position))
        handle_signals()


def _is_readable():
    return network.table.state(NUMBER) & network.READABLE


# In threads


class _Reading:
    """A line that a task waits for."""

    def __init__(self, loop, read, prompt):
        self.read = read
        self.future = loop.create_future()
        name_job(self.future, "input", prompt)


_readings = WeakKeyDictionary()
"""Event loop -> the lines that its tasks wait for, the first one first."""


def read_in_thread(loop, func, args):
    """A future for `input(…)` or `sys.stdin.readline(…)` in a thread; `None` if it is something else."""
    func, args = _call_behind(func, args)
    if func is not builtins.input and func != sys.stdin.readline:
        return None
    prompt = ""
    if func is builtins.input and args:
        prompt = str(args[0])
        sys.stdout.write(prompt)
        sys.stdout.flush()
        args = ()
    reading = _Reading(loop, functools.partial(func, *args), _in_short(prompt))
    waiting = _readings.setdefault(loop, deque())
    waiting.append(reading)
    reading.future.add_done_callback(lambda _: _forget(loop, reading))
    if len(waiting) == 1:
        loop._add_reader(NUMBER, _line_is_there, loop)
    return reading.future


def _in_short(prompt):
    """A prompt as one short line."""
    line = " ".join(prompt.split())
    return line if len(line) <= _MAX_PROMPT else line[: _MAX_PROMPT - 1] + "…"


def _call_behind(func, args):
    """What `asyncio.to_thread` calls: it hands on `partial(context.run, func, *args)`."""
    if isinstance(func, functools.partial) and not func.keywords:
        func, args = func.func, (*func.args, *args)
    if getattr(func, "__name__", "") == "run" and isinstance(getattr(func, "__self__", None), Context):
        func, *args = args
    return func, tuple(args)


def _line_is_there(loop):
    waiting = _readings[loop]
    reading = waiting.popleft()
    if not waiting:
        # Before more is asked for.
        loop._remove_reader(NUMBER)
    try:
        line = reading.read()
    except Exception as error:
        reading.future.set_exception(error)
    else:
        reading.future.set_result(line)


def _forget(loop, reading):
    waiting = _readings[loop]
    if reading in waiting:
        waiting.remove(reading)
        if not waiting and not loop.is_closed():
            loop._remove_reader(NUMBER)
