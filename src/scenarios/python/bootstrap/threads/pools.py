"""`concurrent.futures.ThreadPoolExecutor`, on the pools of the core."""

import contextvars
import itertools
import threading
from concurrent.futures import _base
from functools import partial

from .. import bridge
from ..traces import without_our_frames
from . import futures, patience, pauses
from .call_text import call_text
from .jobs import PAUSED, Job, failure_text, forget, number_of, submit
from .thread import alive, ident_of
from .waiting import NEVER, OVER, hold

# As the core has it, for the reason that stands there.
_DEFAULT_THREADS = 8

_pool_numbers = itertools.count().__next__


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class _PoolJob(Job):
    def __init__(self, pool, future, call):
        self.pool, self.future, self.call = pool, future, call
        self.has_begun = False
        self.steps = None
        """What it does, with pauses, if it can make some."""

    def run(self, worker):
        if not self.has_begun:
            self.has_begun = True
            patience.leave(self)
            self.future.set_running_or_notify_cancel()
        if self.steps is None:
            result, error = self.pool.call_in(worker, self.call)
        else:
            self.pause, error = self.pool.call_in(worker, partial(self.steps.go_on, worker))
            if self.pause is not None:
                return PAUSED
            result = self.steps.result
        futures.foresee(self.future, result, error)
        return None if error is None else failure_text(error)

    def finish(self, worker):
        future, pool = self.future, self.pool
        pool.is_through_with(future)
        if not self.has_begun:
            pool._broken = pool.BROKEN_TEXT
            future.set_running_or_notify_cancel()
            future._exception = pool.BROKEN(pool.BROKEN_TEXT)
        pool.context_of(worker).run(futures.finish, future)


class PoolExecutor(_base.Executor):
    """What pools of threads and of processes have in common."""

    KIND = "thread"
    BROKEN = BrokenThreadPool
    BROKEN_TEXT = "A thread initializer failed, the thread pool is not usable anymore"

    def __init__(self, max_workers, prefix, initializer, initargs):
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._initializer, self._initargs = initializer, initargs
        self._broken = False
        self._shutdown = False
        self._pending = {}
        self._contexts = {}
        number = number_of(self._begin_worker)
        self._pool = bridge.threads.open_pool(number, self.KIND, max_workers, prefix, True)

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise self.BROKEN(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = _base.Future()
        text = call_text(fn, args, kwargs)
        futures.name_job(future, self.KIND, text)
        self._pending[future] = None
        job = _PoolJob(self, future, self.prepare(fn, args, kwargs))
        job.steps = self.steps_of(fn, args, kwargs)
        is_patient = job.steps is None and self.makes_patient(job, fn, args, kwargs)
        number = submit(self._pool, job, text, is_patient)
        if not future.done():
            future.add_done_callback(partial(self._forget_if_cancelled, job, number))
        return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            for future in [*self._pending]:
                future.cancel()
        if wait:
            when = lambda: OVER if self._pool.is_idle() else NEVER
            hold(when, "executor.shutdown()")
        self.when_idle(self.end_workers)

    shutdown.__doc__ = _base.Executor.shutdown.__doc__

    def when_idle(self, action):
        """Calls `action` in a worker when no worker has anything to do; at once if that is so."""
        if self._pool.is_idle():
            action()
        else:
            bridge.threads.when_idle(self._pool, number_of(action))

    def call_in(self, worker, call):
        """Makes a call in a worker; returns its result and its exception."""
        self.enter(worker)
        try:
            return self.context_of(worker).run(call), None
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return None, without_our_frames(error)
        finally:
            self.leave(worker)

    def context_of(self, worker):
        """The context of a worker, in which nothing is set at the beginning."""
        return self._contexts.setdefault(worker.number, contextvars.Context())

    def is_through_with(self, future):
        """A future is done, or about to be."""
        self._pending.pop(future, None)

    def prepare(self, fn, args, kwargs):
        """What a worker calls for a job."""
        return partial(fn, *args, **kwargs)

    def steps_of(self, fn, args, kwargs):
        """What a call does if it can make pauses, else `None`; see `pauses`."""
        return None

    def makes_patient(self, job, fn, args, kwargs):
        """Whether the worker that is to make a call is patient; see `patience`."""
        return False

    def welcome(self, worker):
        """A new worker begins."""

    def enter(self, worker):
        """A worker works from now on."""

    def leave(self, worker):
        """It makes a pause."""

    def end_workers(self):
        """Nothing will be handed in any more."""

    def _forget_if_cancelled(self, job, number, future):
        if future.cancelled():
            patience.leave(job)
            self.is_through_with(future)
            forget(number)
            self._pool.cancel(number)
            future.set_running_or_notify_cancel()

    def _begin_worker(self, worker):
        self.welcome(worker)
        if self._initializer is None:
            return None
        error = self.call_in(worker, partial(self._initializer, *self._initargs))[1]
        if error is None:
            return None
        _base.LOGGER.critical("Exception in initializer:", exc_info=error)
        return failure_text(error)


class ThreadPoolExecutor(PoolExecutor):
    """Runs calls in threads that are simulated, at most 8 unless told."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        count = _DEFAULT_THREADS if max_workers is None else max_workers
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{_pool_numbers()}"
        self._threads = set()
        self._thread_of = {}
        super().__init__(count, f"{self._thread_name_prefix}_", initializer, initargs)

    def steps_of(self, fn, args, kwargs):
        return pauses.steps_of_call(fn, args, kwargs)

    def makes_patient(self, job, fn, args, kwargs):
        return patience.makes_patient(job, fn, args, kwargs)

    def welcome(self, worker):
        thread = threading.Thread(name=worker.name, daemon=False)
        thread._ident = ident_of(worker)
        thread._started.set()
        self._thread_of[worker.number] = thread
        self._threads.add(thread)
        alive.append(thread)

    def enter(self, worker):
        threading._active[ident_of(worker)] = self._thread_of[worker.number]

    def leave(self, worker):
        threading._active.pop(ident_of(worker), None)

    def end_workers(self):
        for thread in self._threads:
            thread._os_thread_handle._set_done()
