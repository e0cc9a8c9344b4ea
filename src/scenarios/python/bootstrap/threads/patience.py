"""Which threads begin later than `start` returns, so that they need not wait for what they cannot wait for.

A thread runs as a whole, so it must find what it asks for. If the program fills a queue after it has started
the thread that empties it, this thread begins when the program next waits. A machine may do so, too: when a
thread gets its turn, nobody has promised. What a thread will ask for is guessed from what its code can
reach; a wrong guess leads to a refusal, never to what could not happen.
"""

import functools
import opcode
import threading
import types

from .. import bridge, probe
from .jobs import paused, running

_TAKING = frozenset(("acquire", "get", "join", "result", "wait", "wait_for"))
# How the bytecode of `with` begins.
_LOAD_SPECIAL = opcode.opmap["LOAD_SPECIAL"]
_ENTER = opcode._special_method_names.index("__enter__")

# What every thread has, such as the event that it has begun.
_OWN_ATTRIBUTES = frozenset(vars(threading.Thread(name="none")))

_pending = set()
"""Jobs that were handed to a thread and have not begun."""


def makes_patient(job, target, args, keywords):
    """Whether the thread is patient that is about to be started for a job, which is a call."""
    if running:
        return False
    reach = _Reach((target, *args, *keywords.values()))
    missing = [thing for thing in reach.things if reach.is_missing(thing)]
    if missing:
        job.would_wait = lambda: all(map(reach.is_missing, missing))
    elif _pending and reach.takes():
        # It may wait for what those do, or take what is theirs.
        earlier = {*_pending}
        job.would_wait = lambda: not _pending.isdisjoint(earlier)
    else:
        return False
    _pending.add(job)
    return True


def leave(job):
    """It begins, or never will."""
    _pending.discard(job)


def note_question():
    """The program asks whether something has happened, and would not wait for it."""
    if (_pending or paused) and not running:
        bridge.checked(bridge.threads.note_question())


def _holds(thing):
    """Whether a thread that asks this for something would have to wait now."""
    would_wait = getattr(type(thing), "_would_wait", None)
    return would_wait is not None and would_wait(thing)


def is_closed(thing):
    """Whether a thread that begins a `with` for this would have to wait now."""
    would_wait = getattr(type(thing), "_would_wait_to_enter", None)
    return would_wait is not None and would_wait(thing)


class _Reach:
    """What calls can get hold of, as far as it has a name."""

    def __init__(self, beginnings):
        self.names = set()
        self.has_with = False
        self.things = []
        self._seen = set()
        for thing in beginnings:
            self._look_at(thing)

    def takes(self):
        """Whether something in it may be a call that waits."""
        return not _TAKING.isdisjoint(self.names)

    def is_missing(self, thing):
        """Whether it would have to wait now if it asks this for something."""
        return (self.takes() and _holds(thing)) or (self.has_with and is_closed(thing))

    def _look_at(self, thing, owner=None):
        """`owner` is the class that has it."""
        if id(thing) in self._seen:
            return
        self._seen.add(id(thing))
        if isinstance(thing, functools.partial):
            for part in (thing.func, *thing.args, *thing.keywords.values()):
                self._look_at(part)
        elif isinstance(thing, types.MethodType):
            self._look_at_method(thing.__self__, thing.__func__)
        elif isinstance(thing, types.FunctionType):
            self._look_at_function(thing, owner)
        else:
            self.things.append(thing)

    def _look_at_method(self, owner, function):
        if hasattr(type(owner), "_would_wait"):
            self.names.add(function.__name__)
            self._look_at(owner)
        else:
            self._look_at_object(owner)
            self._look_at_function(function, type(owner))

    def _look_at_object(self, owner):
        is_thread = isinstance(owner, threading.Thread)
        for name, thing in [*getattr(owner, "__dict__", {}).items()]:
            if not (is_thread and name in _OWN_ATTRIBUTES):
                self._look_at(thing)

    def _look_at_function(self, function, owner):
        """`owner` is the class that has it as a method, so that it may call others; `None` if none has."""
        code = function.__code__
        is_users = probe.is_user_code(code)
        if not is_users:
            self.names.add(function.__name__)
            if owner is None:
                return
        names = {name for part in _with_inner(code) for name in part.co_names}
        self.names |= names
        self.has_with = self.has_with or any(map(_has_with, _with_inner(code)))
        for base in owner.__mro__ if owner is not None else ():
            self._look_at_all((vars(base)[name] for name in names if name in vars(base)), owner)
        # What the library shares among all programs is nothing for which a thread waits.
        if is_users:
            self._look_at_all(function.__globals__.get(name) for name in names)
            cells = function.__closure__ or ()
            self._look_at_all(cell.cell_contents for cell in cells if _is_filled(cell))

    def _look_at_all(self, things, owner=None):
        for thing in things:
            if thing is not None and not isinstance(thing, (type, types.ModuleType)):
                self._look_at(thing, owner)


def _with_inner(code):
    """A code object and those of the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _with_inner(constant)


def _has_with(code):
    """Whether there is a `with` in it."""
    steps = code.co_code
    return (_LOAD_SPECIAL, _ENTER) in zip(steps[::2], steps[1::2])


def _is_filled(cell):
    try:
        cell.cell_contents
    except ValueError:
        return False
    return True
