"""`concurrent.futures.Future`: CPython's, which waits as threads wait here.

A future whose job has run knows its result before the moment of its end. It shows it to whoever is in
a thread that has come so far, and to the program at its moment.
"""

import sys
from asyncio import futures as asyncio_futures
from concurrent.futures import _base

from .jobs import running
from .waiting import NEVER, OVER, hold, now, settled

_END = "_loopscope_end"


class _Condition:
    """Lets `Future.result` wait. There is nothing to lock: nobody is interrupted."""

    def __init__(self, future):
        self._future = future

    def __enter__(self):
        return True

    def __exit__(self, *_error):
        pass

    def acquire(self):
        return True

    def release(self):
        pass

    def notify_all(self):
        pass

    def wait(self, timeout=None):
        hold(self._when, "future.result()", timeout)

    def _when(self):
        if self._future.done():
            return OVER
        # In the program it is done when the moment of its end is there.
        return self._future.__dict__.get(_END, NEVER) if running else NEVER


_init_future = _base.Future.__init__
_wrap_future = asyncio_futures.wrap_future


def _init(self):
    _init_future(self)
    self._condition = _Condition(self)


def _get_state(self):
    known = self.__dict__
    state = known["_state"]
    if state == _base.RUNNING and running and known.get(_END, NEVER) <= now():
        return _base.FINISHED
    return state


def _set_state(self, state):
    self.__dict__["_state"] = state


def foresee(future, result, error):
    """The job has run: this is what the future will have when its end has come."""
    future._result, future._exception = result, error
    setattr(future, _END, settled())


def finish(future):
    """The end that was foreseen has come."""
    future.__dict__.pop(_END, None)
    if future._exception is not None:
        future.set_exception(future._exception)
    else:
        future.set_result(future._result)


def name_job(future, kind, call):
    """A task that waits for this future waits for that call in a `kind`, `thread` or `process`, or for `input`."""
    future._loopscope_job = (kind, call)


def wrap_future(future, *, loop=None):
    """Wrap concurrent.futures.Future object."""
    wrapped = _wrap_future(future, loop=loop)
    job = getattr(future, "_loopscope_job", None)
    if job is not None and wrapped is not future:
        wrapped._loopscope_job = job
    return wrapped


def install():
    """Changes how futures wait, and lets those of asyncio know which job they are for."""
    _base.Future.__init__ = _init
    _base.Future._state = property(_get_state, _set_state)
    asyncio_futures.wrap_future = sys.modules["asyncio"].wrap_future = wrap_future
