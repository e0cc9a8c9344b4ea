"""`threading.Condition`: CPython's, which waits as threads wait here."""

import sys
import threading

from . import patience
from .event import Event
from .lanes import NOWHERE, Lane
from .locks import RLock, _is_asked_by_program
from .waiting import hold

_Condition = threading.Condition


class Condition(_Condition):
    """A condition with a lock of ours, if the program makes it."""

    def __init__(self, lock=None):
        self._lane = NOWHERE
        if lock is None and _is_asked_by_program(sys._getframe(1)):
            self._lane = Lane.of(self, "condition")
            lock = RLock.make(self._lane)
        super().__init__(lock)

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        notified = Event()
        self._waiters.append(notified)
        saved = self._release_save()
        try:
            if self._lane.held(hold, notified._when_set, "condition.wait()", timeout):
                return True
            self._waiters.remove(notified)
            return False
        finally:
            self._acquire_restore(saved)

    def _would_wait(self):
        return True

    def _would_wait_to_enter(self):
        return patience.is_closed(self._lock)

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        for _ in range(min(n, len(self._waiters))):
            self._waiters.popleft().set()


def install():
    """Puts our condition where `threading` has its own."""
    Condition.__module__ = "threading"
    threading.Condition = Condition
