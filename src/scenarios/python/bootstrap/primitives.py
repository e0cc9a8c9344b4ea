"""asyncio's own locks, queues and the like, observed: what they are called, and how their level changes.

Classes and methods stay asyncio's. What is set on an instance to change its level goes through a
descriptor of ours; reading does not, since a descriptor that only sets leaves it to the instance.
"""

import sys
from asyncio import locks, queues
from collections import deque

from . import bridge, probe
from .assigned_name import assigned_name
from .calls import Free, call_at

NOT_TRACED = 0

_HELD = "_loopscope_primitive"


class _Known:
    """What is noted of a primitive, in the primitive."""

    __slots__ = ("number", "level", "of")

    def __init__(self, number=NOT_TRACED, level=0, of=0):
        self.number = number
        self.level = level
        self.of = of
        """The id of the primitive, since a copy of it has a copy of all attributes."""

    def __reduce__(self):
        return _Known, ()

    def tell(self, level):
        if level != self.level and self.number != NOT_TRACED:
            self.level = level
            bridge.primitive_changed(self.number, level)


class _Watched:
    """The attribute of a primitive that holds its level; `limit(primitive, value)` when it is first set."""

    def __init__(self, name, kind, limit):
        self.name = name
        self.kind = kind
        self.limit = limit

    def __set__(self, primitive, value):
        attributes = primitive.__dict__
        attributes[self.name] = value
        self._note(primitive, attributes.get(_HELD), value)

    def _note(self, primitive, known, value):
        if type(value) is not int and type(value) is not bool:
            return
        if known is None or known.of != id(primitive):
            limit = self.limit(primitive, value)
            _register(primitive, self.kind, int(value), limit, sys._getframe(2))
        elif known.level != value:
            known.tell(int(value))


class _WatchedSemaphore(_Watched):
    """The places of a semaphore. One that is kept for the first in line was never free."""

    def __set__(self, primitive, value):
        attributes = primitive.__dict__
        before = attributes.get(self.name, value)
        attributes[self.name] = value
        is_kept = value > before and not all(one.done() for one in attributes["_waiters"] or ())
        if not is_kept:
            self._note(primitive, attributes.get(_HELD), value)


class _WatchedRoom:
    """The room of a queue, which is set once."""

    def __set__(self, queue, maxsize):
        queue.__dict__["_maxsize"] = maxsize
        limit = maxsize if type(maxsize) is int else 0
        _register(queue, "queue", 0, limit, sys._getframe(1))


class _WatchedLock:
    """The lock of a condition, which is set once; one that belongs to it alone stands for it."""

    def __set__(self, condition, lock):
        condition.__dict__["_lock"] = lock
        known = _register(condition, "condition", 0, 0, sys._getframe(1))
        own = getattr(lock, "__dict__", {}).get(_HELD)
        if own is not None and own.number == NOT_TRACED:
            _hold(lock, known.number, 0)


def _no_limit(_primitive, _value):
    return 0


def _register(primitive, kind, level, limit, frame):
    """Gives a primitive its number and tells the trace of it; `frame` is that of asyncio's constructor."""
    known = _hold(primitive, NOT_TRACED, level)
    frame = maker(primitive, frame)
    if _is_asyncios(frame) or not bridge.recording:
        return known
    known.number = number_of_new(kind, level, limit, frame)
    bridge.primitive_at(id(primitive), known.number)
    return known


def number_of_new(kind, level, limit, frame):
    """Tells the trace of a primitive that `frame` has made, and returns its number."""
    user = probe.user_frame(frame)
    position, name = 0, ""
    if user is not None:
        position = probe.position_of(user.f_code, user.f_lasti)
        name = _name_at(user.f_code, user.f_lasti) if user is frame else ""
    return bridge.new_primitive(kind, name, level, limit, position)


def _hold(primitive, number, level):
    """Notes the number of a primitive, also for the host, which knows primitives by their address."""
    known = primitive.__dict__[_HELD] = _Known(number, level, id(primitive))
    if bridge.recording:
        bridge.primitive_at(id(primitive), number)
    return known


def maker(primitive, frame):
    """The frame that called the constructor, of which `frame` is one; None if there is none."""
    while frame is not None and frame.f_code.co_name == "__init__" and _is_of(frame, primitive):
        frame = frame.f_back
    return frame


def _is_asyncios(frame):
    """Whether nobody of the program has made a primitive: asyncio makes parts of others."""
    return frame is None or frame.f_globals.get("__name__", "").startswith("asyncio.")


def _is_of(frame, primitive):
    names = frame.f_code.co_varnames
    return bool(names) and frame.f_locals.get(names[0]) is primitive


_names = {}
"""(id of code, instruction) -> (code, name). The code is kept alive, so its id stays its own."""


def _name_at(code, instruction):
    key = id(code), instruction
    if key not in _names:
        with Free():
            call = call_at(code, instruction)
            _names[key] = code, assigned_name(call) if call else ""
    return _names[key][1]


def forget():
    """Forgets all names, as if no program had run."""
    _names.clear()


_wakeup_next = queues.Queue._wakeup_next
_shutdown = queues.Queue.shutdown


def _observed_wakeup_next(self, waiters):
    # Called after each change of the number of items, so it does not call what it can do itself.
    attributes = self.__dict__
    known = attributes[_HELD]
    items = attributes.get("_queue")
    kind = type(items)
    if kind is deque or kind is list:
        level = len(items)
        if level != known.level:
            known.level = level
            if known.number:
                bridge.primitive_changed(known.number, level)
    if waiters:
        _wakeup_next(self, waiters)


def _observed_shutdown(self, immediate=False):
    _shutdown(self, immediate)
    _observed_wakeup_next(self, ())


def _like(function, original):
    function.__name__, function.__qualname__ = original.__name__, original.__qualname__
    function.__module__, function.__doc__ = original.__module__, original.__doc__
    return function


_ATTRIBUTES = (
    (locks.Lock, "_locked", _Watched("_locked", "lock", _no_limit)),
    (locks.Event, "_value", _Watched("_value", "event", _no_limit)),
    (
        locks.Semaphore,
        "_value",
        _WatchedSemaphore("_value", "semaphore", lambda _primitive, value: value),
    ),
    (locks.Condition, "_lock", _WatchedLock()),
    (
        locks.Barrier,
        "_count",
        _Watched("_count", "barrier", lambda barrier, _value: barrier.__dict__["_parties"]),
    ),
    (queues.Queue, "_maxsize", _WatchedRoom()),
)

_METHODS = (
    (queues.Queue, "_wakeup_next", _wakeup_next, _like(_observed_wakeup_next, _wakeup_next)),
    (queues.Queue, "shutdown", _shutdown, _like(_observed_shutdown, _shutdown)),
)


def install():
    """Observes all primitives of asyncio, or none any more if nothing is recorded."""
    for owner, name, watched in _ATTRIBUTES:
        if bridge.recording:
            setattr(owner, name, watched)
        elif name in owner.__dict__:
            delattr(owner, name)
    for owner, name, original, observed in _METHODS:
        setattr(owner, name, observed if bridge.recording else original)
