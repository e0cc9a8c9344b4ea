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
from .jobs import running

AT_ONCE, LATER, LAST = range(3)
"""How often a thread lets others begin before it. Those who give go before those who take."""

_TAKING = frozenset(("acquire", "get", "join", "result", "wait", "wait_for"))
# How the bytecode of `with` begins.
_LOAD_SPECIAL = opcode.opmap["LOAD_SPECIAL"]
_ENTER = opcode._special_method_names.index("__enter__")
# A program may ask so often whether something has happened before the threads begin that could do it.
_MAX_QUESTIONS = 100

# What every thread has, such as the event that it has begun.
_OWN_ATTRIBUTES = frozenset(vars(threading.Thread(name="none")))

_pending = set()
"""Jobs that were handed to a thread and have not begun."""
_questions = 0


def patience_of(target, args, keywords):
    """How patient a thread is that is about to be started for a call."""
    if running:
        return AT_ONCE
    reach = _Reach((target, *args, *keywords.values()))
    if reach.names & _TAKING and (_pending or any(map(_holds, reach.things))):
        return LAST
    if reach.has_with and any(map(is_closed, reach.things)):
        return LAST
    # One that began at once would let those begin for which there is nothing yet.
    return LATER if _pending else AT_ONCE


def enter(job):
    """A job is there that begins later."""
    _pending.add(job)


def leave(job):
    """It begins, or never will."""
    global _questions
    _pending.discard(job)
    _questions = 0


def note_question():
    """The program asks whether something has happened, and would not wait for it."""
    global _questions
    if not _pending or running:
        return
    _questions += 1
    if _questions > _MAX_QUESTIONS:
        bridge.checked(bridge.threads.catch_up())


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
