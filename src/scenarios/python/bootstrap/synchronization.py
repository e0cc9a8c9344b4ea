"""`threading`'s events, locks and semaphores between threads that are simulated.

Threads run one after another, but their times overlap. So each object remembers what happened to it
when, and answers for the time of whoever asks. What is asked later for an earlier time must fit what
was answered before; if it does not, the program is refused, because it would see a wrong order.

Locks of the library itself stay the interpreter's: no thread is ever interrupted while it holds one.
"""

import _thread
import sys
import threading
import _threading_local

from . import bridge, probe, threads

_ALWAYS = float("-inf")
_NEVER = float("inf")
# Times that one event may be asked by threads that are ahead of the program, before it is set.
_MAX_GUESSES = 1000

_OUT_OF_ORDER = (
    "a thread that ran before was there at a later time already, and what it did cannot be undone."
)
_ENDLESS = (
    "a thread runs as a whole here, so it asks again and again before anybody else can set the event."
)


class Event:
    """An event that knows when it was set and cleared."""

    def __init__(self):
        self._changes = []
        """(time, flag) in the order of time"""
        self._read = {True: _ALWAYS, False: _ALWAYS}
        """flag -> the latest time for which somebody was told that it is so"""
        self._guesses = 0

    def __repr__(self):
        status = "set" if self._flag_at(threads.now()) else "unset"
        return f"<{type(self).__module__}.{type(self).__qualname__} at {id(self):#x}: {status}>"

    def is_set(self):
        """Return true if and only if the internal flag is true."""
        now = threads.now()
        flag = self._flag_at(now)
        self._note(flag, now, "event.is_set()")
        return flag

    isSet = is_set

    def set(self):
        """Set the internal flag to true."""
        self._change(True, "event.set()")

    def clear(self):
        """Reset the internal flag to false."""
        self._change(False, "event.clear()")

    def wait(self, timeout=None):
        """Block until the internal flag is true, or until the timeout occurs."""
        now = threads.now()
        if self._flag_at(now):
            self._note(True, now, "event.wait()")
            return True
        is_over = lambda: self._flag_at(threads.now())
        answer = threads.try_to_hold(is_over, "event.wait()", self._next_set(now), timeout)
        if answer == threads.OVER:
            self._note(True, threads.now(), "event.wait()")
            return True
        if answer == threads.NEVER:
            if timeout is None:
                raise threads.refusal("event.wait()")
            threads.pass_until(now + timeout, "event.wait()")
        self._note(False, threads.now(), "event.wait()")
        return False

    def _flag_at(self, when):
        flag = False
        for time, value in self._changes:
            if time > when:
                break
            flag = value
        return flag

    def _next_set(self, when):
        return next((time for time, flag in self._changes if flag and time > when), _NEVER)

    def _note(self, flag, now, call):
        self._read[flag] = max(self._read[flag], now)
        if not flag and threads.is_ahead():
            self._guesses += 1
            if self._guesses > _MAX_GUESSES:
                raise threads.refusal(call, _ENDLESS)

    def _change(self, flag, call):
        now = threads.now()
        if self._flag_at(now) == flag:
            return
        if self._read[not flag] > now:
            raise threads.refusal(call, _OUT_OF_ORDER)
        self._guesses = 0
        if not threads.running:
            past = [change for change in self._changes if change[0] <= now]
            del self._changes[: max(len(past) - 1, 0)]
        self._changes.append((now, flag))
        self._changes.sort(key=lambda change: change[0])
        threads.mark()


class _Grant:
    """A permit, and for which time somebody has it."""

    __slots__ = ("owner", "end")

    def __init__(self, owner, end=_NEVER):
        self.owner = owner
        self.end = end


class _Permits:
    """What can be acquired `count` times, by threads in the order in which they ask for it."""

    def __init__(self, count, call):
        self._count = count
        self._call = call
        self._grants = []
        self._more = []
        """Times at which somebody gave more than was taken."""
        self._asked = _ALWAYS

    def acquire(self, blocking=True, timeout=None):
        now = self._ask()
        free = self._free_at()
        if free <= now:
            self._grants.append(_Grant(threads.get_ident()))
            return True
        if not blocking:
            if free == _NEVER and threads.is_ahead():
                raise threads.refusal(self._call)
            return False
        if free == _NEVER:
            return self._wait_for_anybody(timeout)
        if timeout is not None and free > now + timeout:
            threads.pass_until(now + timeout, self._call)
            return False
        self._grants.append(_Grant(threads.get_ident()))
        threads.pass_until(free, self._call)
        return True

    def release(self):
        """Gives a permit back, or a new one if none was taken."""
        now = threads.ending()
        mine = threads.get_ident()
        open_grants = [grant for grant in self._grants if grant.end == _NEVER]
        own = [grant for grant in open_grants if grant.owner == mine] or open_grants
        if own:
            own[0].end = now
        else:
            self._more.append(now)
        threads.mark()

    def value(self):
        """How many can be taken at this time."""
        now = threads.now()
        taken = sum(grant.end > now for grant in self._grants)
        return self._count + sum(time <= now for time in self._more) - taken

    def _ask(self):
        """The time for which is asked: not before anybody else has asked."""
        now = threads.ending()
        if now < self._asked:
            # A thread that must wait for the core asks only after the one that has it.
            free = bridge.threads.core_is_free_at()
            if free < self._asked:
                raise threads.refusal(self._call, _OUT_OF_ORDER)
            threads.pass_until(free, self._call)
            now = threads.now()
        self._asked = now
        self._grants = [grant for grant in self._grants if grant.end > now]
        self._count += sum(time <= now for time in self._more)
        self._more = [time for time in self._more if time > now]
        return now

    def _free_at(self):
        """When the next one can be taken; `_NEVER` if nobody knows."""
        missing = len(self._grants) - self._count
        if missing < 0:
            return _ALWAYS
        ends = sorted([*(grant.end for grant in self._grants), *self._more])
        return ends[missing] if missing < len(ends) else _NEVER

    def _wait_for_anybody(self, timeout):
        is_free = lambda: self.value() > 0
        if not threads.hold(is_free, self._call, _NEVER, timeout):
            return False
        self._grants.append(_Grant(threads.get_ident()))
        return True


def _limit(blocking, timeout):
    """The timeout of a lock as that of `_Permits`; raises what CPython raises."""
    if timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError("timeout value must be a non-negative number")
    return timeout


def _is_asked_by_user(frame):
    return probe.is_user_code(frame.f_code)


class Lock:
    """A lock object is a synchronization primitive: `acquire` and `release`."""

    def __new__(cls):
        if not _is_asked_by_user(sys._getframe(1)):
            return _thread.allocate_lock()
        self = super().__new__(cls)
        self._permits = _Permits(1, "lock.acquire()")
        return self

    def acquire(self, blocking=True, timeout=-1):
        return self._permits.acquire(blocking, _limit(blocking, timeout))

    def release(self):
        if not self.locked():
            raise RuntimeError("release unlocked lock")
        self._permits.release()

    def locked(self):
        return self._permits.value() <= 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()

    def __repr__(self):
        status = "locked" if self.locked() else "unlocked"
        return f"<{status} _thread.lock object at {id(self):#x}>"


class RLock:
    """A lock that its owner may acquire again."""

    def __new__(cls):
        if not _is_asked_by_user(sys._getframe(1)):
            return _thread.RLock()
        return cls._make()

    @classmethod
    def _make(cls):
        self = super().__new__(cls)
        self._permits = _Permits(1, "lock.acquire()")
        self._owner, self._count = None, 0
        return self

    def acquire(self, blocking=True, timeout=-1):
        if self._is_owned():
            self._count += 1
            return True
        if not self._permits.acquire(blocking, _limit(blocking, timeout)):
            return False
        self._owner, self._count = threads.get_ident(), 1
        return True

    def release(self):
        if not self._is_owned():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if self._count == 0:
            self._owner = None
            self._permits.release()

    def locked(self):
        return self._permits.value() <= 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()

    # For conditions.

    def _is_owned(self):
        return self._count > 0 and self._owner == threads.get_ident()

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
        self._permits = _Permits(value, "semaphore.acquire()")

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

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_error):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses more releases than there were acquires."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError("Semaphore released too many times")
        super().release(n)


_Condition = threading.Condition


class Condition(_Condition):
    """CPython's condition, with a lock of ours if the program makes it."""

    def __init__(self, lock=None):
        if lock is None and _is_asked_by_user(sys._getframe(1)):
            lock = RLock._make()
        super().__init__(lock)

    def wait(self, timeout=None):
        if not isinstance(self._lock, (Lock, RLock)):
            return super().wait(timeout)
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        notified = Event()
        self._waiters.append(notified)
        saved = self._release_save()
        try:
            # Guessing that nobody will notify would be wrong as often as right.
            if not threads.hold(notified.is_set, "condition.wait()", _NEVER, timeout):
                self._waiters.remove(notified)
                return False
            return True
        finally:
            self._acquire_restore(saved)

    def notify(self, n=1):
        if not isinstance(self._lock, (Lock, RLock)):
            super().notify(n)
            return
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        for _ in range(min(n, len(self._waiters))):
            self._waiters.popleft().set()


def _name_as(own, name):
    own.__module__, own.__qualname__, own.__name__ = "threading", name, name


def install():
    """Puts our synchronization where `threading` has its own."""
    for own in (Event, RLock, Semaphore, BoundedSemaphore, Condition):
        _name_as(own, own.__name__)
        setattr(threading, own.__name__, own)
    _name_as(Lock, "lock")
    threading.Lock = Lock
    threading.local = _threading_local.local
