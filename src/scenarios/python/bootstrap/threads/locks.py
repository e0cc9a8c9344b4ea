"""`threading`'s locks and semaphores between threads that are simulated.

Locks of the library itself stay the interpreter's: no thread is interrupted while it holds one.
"""

import _thread
import sys
import threading

from .. import probe
from .lanes import Lane
from .permits import Permits
from .thread import get_ident

# By how much a level changes if somebody takes it.
_HELD, _PLACE_TAKEN = 1, -1


def _is_asked_by_program(frame):
    return probe.is_user_code(frame.f_code)


def _limit(blocking, timeout):
    """The timeout of a lock as that of `Permits`; raises what CPython raises."""
    if timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    return timeout


class _Held:
    """What both kinds of locks have: they are held from `acquire` to `release`."""

    def locked(self):
        return self._permits.value() <= 0

    def _would_wait(self):
        return self._permits.are_gone()

    _would_wait_to_enter = _would_wait

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()


class Lock(_Held):
    """A lock object is a synchronization primitive: `acquire` and `release`."""

    def __new__(cls):
        frame = sys._getframe(1)
        if not _is_asked_by_program(frame):
            return _thread.allocate_lock()
        self = super().__new__(cls)
        self._lane = Lane.made_by(frame, "lock")
        self._permits = Permits(1, "lock.acquire()", self._lane, _HELD)
        return self

    def acquire(self, blocking=True, timeout=-1):
        return self._permits.acquire(blocking, _limit(blocking, timeout))

    def release(self):
        if not self._permits.is_taken():
            raise RuntimeError("release unlocked lock")
        self._permits.release()

    def __repr__(self):
        status = "locked" if self.locked() else "unlocked"
        return f"<{status} _thread.lock object at {id(self):#x}>"


class RLock(_Held):
    """A lock that its owner may acquire again."""

    def __new__(cls):
        frame = sys._getframe(1)
        if not _is_asked_by_program(frame):
            return _thread.RLock()
        return cls.make(Lane.made_by(frame, "lock"))

    @classmethod
    def make(cls, lane):
        """A lock of ours, whoever asks for it. `lane`: where it is seen."""
        self = super().__new__(cls)
        self._lane = lane
        self._permits = Permits(1, "lock.acquire()", lane, _HELD)
        self._owner, self._count = None, 0
        return self

    def acquire(self, blocking=True, timeout=-1):
        if self._is_owned():
            self._count += 1
            return True
        if not self._permits.acquire(blocking, _limit(blocking, timeout)):
            return False
        self._owner, self._count = get_ident(), 1
        return True

    def release(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._permits.release()

    # For conditions.

    def _is_owned(self):
        return self._count > 0 and self._owner == get_ident()

    def _release_save(self):
        count, self._count = self._count, 1
        self.release()
        return count

    def _acquire_restore(self, count):
        self.acquire()
        self._count = count


class Semaphore:
    """A counter of permits: `acquire` takes one, `release` gives some."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._lane = Lane.of(self, "semaphore", value)
        self._permits = Permits(value, "semaphore.acquire()", self._lane, _PLACE_TAKEN)

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        return self._permits.acquire(blocking, timeout)

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        for _ in range(n):
            self._permits.release()

    @property
    def _value(self):
        return self._permits.value()

    def _would_wait(self):
        return self._permits.are_gone()

    _would_wait_to_enter = _would_wait

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()

    def __repr__(self):
        name = f"threading.{type(self).__name__}"
        return f"<{name} at {id(self):#x}: value={self._value}>"


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses more releases than there were acquires."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


def install():
    """Puts our locks and semaphores where `threading` has its own."""
    for own in (Lock, RLock, Semaphore, BoundedSemaphore):
        own.__module__ = "threading"
        setattr(threading, own.__name__, own)
