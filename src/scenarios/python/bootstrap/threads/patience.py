"""Which threads begin later than `start` returns, so that they need not wait for what they cannot wait for.

A thread runs as a whole, so it must find what it asks for. If the program fills a queue after it has started
the thread that empties it, this thread begins when the program next waits. A machine may do so, too: when a
thread gets its turn, nobody has promised. What a thread will ask for is guessed from what its code can
reach; a wrong guess leads to a refusal, never to what could not happen.
"""

import functools
import threading
import types

from .. import bridge, probe
from .jobs import running

AT_ONCE, LATER, LAST = range(3)
"""How often a thread lets others begin before it. Those who give go before those who take."""

_TAKING = frozenset(("acquire", "get", "join", "result", "wait", "wait_for"))
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


class _Reach:
    """What calls can get hold of, as far as it has a name."""

    def __init__(self, beginnings):
        self.names = set()
        self.things = []
        self._seen = set()
        for thing in beginnings:
            self._look_at(thing)

    def _look_at(self, thing):
        if id(thing) in self._seen:
            return
        self._seen.add(id(thing))
        if isinstance(thing, functools.partial):
            for part in (thing.func, *thing.args, *thing.keywords.values()):
                self._look_at(part)
        elif isinstance(thing, types.MethodType):
            self._look_at_object(thing.__self__)
            self._look_at_function(thing.__func__, type(thing.__self__))
        elif isinstance(thing, types.FunctionType):
            self._look_at_function(thing)
        else:
            self.things.append(thing)

    def _look_at_object(self, owner):
        is_thread = isinstance(owner, threading.Thread)
        for name, thing in [*getattr(owner, "__dict__", {}).items()]:
            if not (is_thread and name in _OWN_ATTRIBUTES):
                self._look_at(thing)

    def _look_at_function(self, function, owner=None):
        """`owner` is the class that has it as a method, so that it may call others."""
        code = function.__code__
        if not probe.is_user_code(code):
            self.names.add(function.__name__)
            return
        names = {name for part in _with_inner(code) for name in part.co_names}
        self.names |= names
        known = [function.__globals__.get(name) for name in names]
        for base in owner.__mro__ if owner is not None else ():
            known += [vars(base)[name] for name in names if name in vars(base)]
        known += [cell.cell_contents for cell in function.__closure__ or () if _is_filled(cell)]
        for thing in known:
            if thing is not None and not isinstance(thing, (type, types.ModuleType)):
                self._look_at(thing)


def _with_inner(code):
    """A code object and those of the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _with_inner(constant)


def _is_filled(cell):
    try:
        cell.cell_contents
    except ValueError:
        return False
    return True
