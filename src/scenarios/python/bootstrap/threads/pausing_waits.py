"""Waits of threads that can pause: of those calls that are made again after a pause, and of those that cannot be.

The latter have a version here that does what the call of CPython does, and yields where it waits.
"""

import functools
import threading
import types
from concurrent.futures import _base

from .. import probe
from . import patience, waiting
from .jobs import running
from .lanes import NOWHERE
from .waiting import LATE, NEVER, OVER, Pause, now, settled

_UNTIL_PROGRAM_CATCHES_UP = Pause(lambda: OVER, NEVER)

# Where a barrier is; negative if it is broken or being reset.
_OPEN, _LETS_OUT, _RESETS = 0, 1, -1


class _Point:
    """A call that may wait, and is made again after each pause."""

    end = None
    """When its timeout is over; `None` before the first pause."""

    def pause_or_end(self, when, end, place):
        if self.end is None:
            self.end = end
        if self.end <= now():
            return LATE
        raise Pause(when, self.end, place)


def is_program_behind():
    """Whether the program has not come as far as the thread."""
    return settled() > running[-1].program_time


def let_program_catch_up():
    """Pauses until the program's own time has come as far as the thread."""
    while is_program_behind():
        yield _UNTIL_PROGRAM_CATCHES_UP


def enter_lock(manager):
    """What stands in a `with`, when it would not have to wait any more."""
    yield from let_program_catch_up()
    lock = manager._lock if isinstance(manager, threading.Condition) else manager
    while patience.is_closed(lock) and not _is_mine(lock):
        is_open = lambda: NEVER if patience.is_closed(lock) else OVER
        lane = getattr(lock, "_lane", NOWHERE)
        lane.await_from(now())
        yield Pause(is_open, NEVER, waiting.place_of("acquire()"))
        lane.go_on()
    return manager


def _is_mine(lock):
    """Whether it is a lock that its owner, which asks, may acquire again."""
    is_owned = getattr(lock, "_is_owned", None)
    return is_owned is not None and is_owned()


def pausing_wait(method):
    """A call that waits, in a version that can pause; `None` if there is none."""
    version = _versions().get(method.__func__) if type(method) is types.MethodType else None
    return None if version is None else functools.partial(version, method.__self__)


@functools.cache
def _versions():
    return {
        threading.Condition.wait: _wait_for_notice,
        threading.Condition.wait_for: _wait_until,
        threading.Barrier.wait: _wait_at_barrier,
    }


def call_again(method, args, keywords):
    """Makes a call, and makes it again after each pause."""
    if not may_pause(method):
        return method(*args, **keywords)
    worker = running[-1]
    point = _Point()
    while True:
        worker.point = point
        try:
            return method(*args, **keywords)
        except Pause as caught:
            pause = caught
        finally:
            worker.point = None
        yield pause
        if pause.lane is not None:
            pause.lane.go_on()
        worker = running[-1]


def may_pause(method):
    """Whether it is a call that changes nothing before it waits, so that it can be made again."""
    if type(method) is not types.MethodType:
        return False
    owner, function = method.__self__, method.__func__
    if isinstance(owner, threading.Thread):
        return function in (threading.Thread.join, threading.Timer.join)
    if isinstance(owner, _base.Future):
        return function in (_base.Future.result, _base.Future.exception)
    if not is_ours(owner) or isinstance(owner, threading.Condition):
        return False
    return not probe.is_user_code(function.__code__)


def is_ours(thing):
    """Whether it is a lock, queue or the like, which threads wait for."""
    return hasattr(type(thing), "_would_wait")


def _wait_for_notice(condition, timeout=None):
    """`Condition.wait`."""
    if not condition._is_owned():
        raise RuntimeError("cannot wait on un-acquired lock")
    notice = threading.Event()
    condition._waiters.append(notice)
    saved = condition._release_save()
    try:
        condition._lane.await_from(now())
        yield from let_program_catch_up()
        is_notified = yield from call_again(notice.wait, (timeout,), {})
        yield from let_program_catch_up()
        condition._lane.go_on()
        if not is_notified:
            condition._waiters.remove(notice)
        yield from enter_lock(condition._lock)
    finally:
        condition._acquire_restore(saved)
    return is_notified


def _wait_until(condition, predicate, timeout=None):
    """`Condition.wait_for`."""
    end = NEVER if timeout is None else now() + timeout
    result = predicate()
    while not result and now() < end:
        yield from _wait_for_notice(condition, None if timeout is None else end - now())
        result = predicate()
    return result


def _wait_at_barrier(barrier, timeout=None):
    """`Barrier.wait`."""
    timeout = barrier._timeout if timeout is None else timeout
    yield from enter_lock(barrier._cond)
    with barrier._cond:
        while barrier._state in (_LETS_OUT, _RESETS):
            yield from _wait_for_notice(barrier._cond)
        _check_barrier(barrier)
        index = barrier._count
        barrier._count += 1
        try:
            if index + 1 == barrier._parties:
                barrier._release()
            else:
                yield from _wait_for_others(barrier, timeout)
            return index
        finally:
            barrier._count -= 1
            barrier._exit()


def _wait_for_others(barrier, timeout):
    is_over = lambda: barrier._state != _OPEN
    if not (yield from _wait_until(barrier._cond, is_over, timeout)):
        barrier._break()
        raise threading.BrokenBarrierError
    _check_barrier(barrier)


def _check_barrier(barrier):
    if barrier._state < 0:
        raise threading.BrokenBarrierError
