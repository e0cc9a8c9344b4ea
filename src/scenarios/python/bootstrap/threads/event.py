"""`threading.Event` between threads that are simulated.

Threads run one after another, but their times overlap. So an event remembers what happened to it when,
and answers for the time of whoever asks. What is changed later for an earlier time must fit what was
answered before; if it does not, the program is refused, because it would see a wrong order.
"""

import threading

from .. import bridge
from .jobs import running
from .lanes import Lane
from .left_waiting import leave_or_refuse, refuse_to_give
from .patience import note_question
from .waiting import (
    ENDED,
    ENDLESS,
    NEVER,
    OUT_OF_ORDER,
    UNKNOWN,
    now,
    pass_until,
    refusal,
    settled,
    try_to_hold,
)

_LONG_AGO = float("-inf")
# How often threads may ask before the event is set, and how many seconds ahead of the program.
_MAX_GUESSES = 10_000
_MAX_AHEAD = 300


class Event:
    """An event that knows when it was set and cleared."""

    def __init__(self):
        self._lane = Lane.of(self, "event")
        self._changes = []
        """(time, flag) in the order of time"""
        self._told = {True: _LONG_AGO, False: _LONG_AGO}
        """flag -> the latest time for which somebody was told that it is so"""
        self._guesses = 0
        self._is_awaited = False
        """Whether a thread was left waiting until it is set."""

    def __repr__(self):
        status = "set" if self._flag_at(now()) else "unset"
        return f"<threading.Event at {id(self):#x}: {status}>"

    def is_set(self):
        """Return true if and only if the internal flag is true."""
        note_question()
        time = settled()
        return self._tell(self._flag_at(time), time, "event.is_set()")

    isSet = is_set

    def set(self):
        """Set the internal flag to true."""
        self._change(True, "event.set()")

    def clear(self):
        """Reset the internal flag to false."""
        self._change(False, "event.clear()")

    def wait(self, timeout=None):
        """Block until the internal flag is true, or until the timeout occurs."""
        begin = settled()
        if self._flag_at(begin):
            return self._tell(True, begin, "event.wait()")
        ending = self._lane.held(try_to_hold, self._when_set, "event.wait()", timeout)
        if ending == UNKNOWN:
            if timeout is None:
                leave_or_refuse("event.wait()", self)
            self._lane.held(pass_until, begin + timeout, "event.wait()")
        return self._tell(ending == ENDED, now(), "event.wait()")

    def _would_wait(self):
        return not self._flag_at(now())

    def _flag_at(self, when):
        flag = False
        for time, value in self._changes:
            if time > when:
                break
            flag = value
        return flag

    def _when_set(self):
        time = now()
        if self._flag_at(time):
            return time
        return next((when for when, flag in self._changes if flag and when > time), NEVER)

    def _tell(self, flag, time, call):
        self._told[flag] = max(self._told[flag], time)
        if not flag and running:
            self._guesses += 1
            if self._guesses > _MAX_GUESSES or time > bridge.threads.main_time() + _MAX_AHEAD:
                raise refusal(call, ENDLESS)
        return flag

    def _change(self, flag, call):
        time = settled()
        if self._flag_at(time) == flag:
            return
        if flag and self._is_awaited:
            raise refuse_to_give(call)
        if self._told[not flag] > time:
            raise refusal(call, OUT_OF_ORDER)
        self._guesses = 0
        if not running:
            past = sum(when <= time for when, _ in self._changes)
            del self._changes[: max(past - 1, 0)]
        self._lane.set(int(flag), time)
        self._changes.append((time, flag))
        self._changes.sort(key=lambda change: change[0])


def install():
    """Puts our event where `threading` has its own."""
    Event.__module__ = "threading"
    threading.Event = Event
