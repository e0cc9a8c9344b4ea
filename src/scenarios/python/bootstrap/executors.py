"""`concurrent.futures`: the executors, on the pools of the core; everything else is CPython's.

A future whose job has run knows its result before the moment of its end. It shows it to whoever is in
a thread that has come so far, and to the program at its moment.
"""

import concurrent.futures
import contextvars
import itertools
import pickle
import sys
import threading
import traceback
import types
from asyncio import futures as asyncio_futures
from concurrent.futures import _base
from functools import partial

from . import bridge, threads

# As the core has it, for the reason that stands there.
_DEFAULT_THREADS = 8
_DEFAULT_PROCESSES = 4

_NEVER = float("inf")

_pool_numbers = itertools.count().__next__


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class BrokenProcessPool(_base.BrokenExecutor):
    """Raised when a process in a ProcessPoolExecutor terminated abruptly."""


BrokenThreadPool.__module__ = "concurrent.futures.thread"
BrokenProcessPool.__module__ = "concurrent.futures.process"


# Futures


class _FutureCondition:
    """Lets `Future.result` wait as a thread waits here. There is nothing to lock."""

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
        threads.mark()

    def wait(self, timeout=None):
        future = self._future
        # In the program the future is done when its job is finished there.
        end = future.__dict__.get("_loopscope_end", _NEVER) if threads.running else _NEVER
        threads.hold(future.done, "future.result()", end, timeout)


_init_future = _base.Future.__init__


def _init(self):
    _init_future(self)
    self._condition = _FutureCondition(self)


def _get_state(self):
    known = self.__dict__
    state = known["_state"]
    if state == _base.RUNNING and threads.running and threads.now() >= known.get("_loopscope_end", _NEVER):
        return _base.FINISHED
    return state


def _set_state(self, state):
    self.__dict__["_state"] = state


def _foresee(future, result, error):
    """The job has run: this is what the future will have when its end has come."""
    future._result, future._exception = result, error
    future._loopscope_end = threads.ending()


# Jobs


class _PoolJob(threads.Job):
    def __init__(self, pool, future, call):
        self.pool, self.future, self.call = pool, future, call
        self.is_begun = False

    def run(self, worker):
        self.is_begun = True
        future = self.future
        future.set_running_or_notify_cancel()
        self.pool._enter(worker)
        result, error = None, None
        try:
            result = self.pool._context_of(worker).run(self.call)
        except KeyboardInterrupt:
            raise
        except BaseException as raised:
            error = raised
        finally:
            self.pool._leave(worker)
            _foresee(future, result, error)
        return None if error is None else threads.failure_text(error)

    def finish(self, worker):
        future, pool = self.future, self.pool
        pool._pending.pop(future, None)
        future.__dict__.pop("_loopscope_end", None)
        if not self.is_begun:
            pool._broken = pool._BROKEN
            future.set_running_or_notify_cancel()
            future._exception = pool._BROKEN_ERROR(pool._BROKEN)
        context = pool._contexts.get(worker.number) or contextvars.Context()
        if future._exception is not None:
            context.run(future.set_exception, future._exception)
        else:
            context.run(future.set_result, future._result)


class _PoolExecutor(_base.Executor):
    _KIND = "thread"
    _BROKEN = "A thread initializer failed, the thread pool is not usable anymore"
    _BROKEN_ERROR = BrokenThreadPool

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
        self._workers = []
        number = threads.number_of(self._initialize)
        self._pool = bridge.threads.open_pool(number, self._KIND, max_workers, prefix, True)

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise self._BROKEN_ERROR(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = _base.Future()
        text = threads.call_text(fn, args, kwargs)
        future._loopscope_job = (self._KIND, text)
        job = _PoolJob(self, future, self._call_of(fn, args, kwargs))
        self._pending[future] = None
        number = threads.submit(self._pool, job, text)
        if not future.done():
            future.add_done_callback(partial(self._forget_if_cancelled, number))
        return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            for future in [*self._pending]:
                future.cancel()
        if wait:
            threads.hold(self._pool.is_idle, "executor.shutdown()")
        self._end_threads_when_idle()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__

    def when_idle(self, action):
        """Calls `action` in a worker when no worker has anything to do."""
        bridge.threads.when_idle(self._pool, threads.number_of(action))

    def _forget_if_cancelled(self, number, future):
        if future.cancelled():
            self._pending.pop(future, None)
            threads.forget(number)
            self._pool.cancel(number)
            future.set_running_or_notify_cancel()

    def _initialize(self, worker):
        self._contexts[worker.number] = contextvars.Context()
        self._workers.append(worker)
        self._begin(worker)
        if self._initializer is None:
            return None
        self._enter(worker)
        try:
            self._context_of(worker).run(self._initializer, *self._initargs)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            return threads.failure_text(error)
        finally:
            self._leave(worker)
        return None

    def _context_of(self, worker):
        return self._contexts[worker.number]

    def _call_of(self, fn, args, kwargs):
        return partial(fn, *args, **kwargs)

    def _begin(self, worker):
        """A new worker begins."""

    def _enter(self, worker):
        """It works from now on."""

    def _leave(self, worker):
        """It makes a pause."""

    def _end_threads_when_idle(self):
        """Nothing more will be handed in."""


class ThreadPoolExecutor(_PoolExecutor):
    """Runs calls in threads that are simulated, at most 8 unless told."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        count = _DEFAULT_THREADS if max_workers is None else max_workers
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{_pool_numbers()}"
        super().__init__(count, f"{self._thread_name_prefix}_", initializer, initargs)

    def _begin(self, worker):
        thread = worker.thread = threading.Thread(name=worker.name, daemon=False)
        thread._ident = worker.ident
        thread._started.set()
        threads.alive.append(thread)

    def _enter(self, worker):
        threading._active[worker.ident] = worker.thread

    def _leave(self, worker):
        threading._active.pop(worker.ident, None)

    @property
    def _threads(self):
        return {worker.thread for worker in self._workers}

    def _end_threads_when_idle(self):
        if self._pool.is_idle():
            self._end_threads()
        else:
            self.when_idle(self._end_threads)

    def _end_threads(self):
        for worker in self._workers:
            worker.thread._os_thread_handle._set_done()


class ProcessPoolExecutor(_PoolExecutor):
    """Runs calls in processes that are simulated, at most 4 unless told.

    Functions, arguments and results are pickled, as on the way to a process and back.
    """

    _KIND = "process"
    _BROKEN = (
        "A child process terminated abruptly, the process pool is not usable anymore"
    )
    _BROKEN_ERROR = BrokenProcessPool

    def __init__(
        self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None
    ):
        count = _DEFAULT_PROCESSES if max_workers is None else max_workers
        super().__init__(count, "", initializer, initargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        if chunksize == 1:
            return super().map(fn, *iterables, timeout=timeout, buffersize=buffersize)
        chunks = itertools.batched(zip(*iterables), chunksize)
        lists = super().map(partial(_call_all, fn), chunks, timeout=timeout, buffersize=buffersize)
        return itertools.chain.from_iterable(lists)

    map.__doc__ = _base.Executor.map.__doc__

    def _call_of(self, fn, args, kwargs):
        try:
            sent = pickle.dumps((fn, args, kwargs))
        except Exception as error:
            return partial(_raise, error)
        return partial(_call_in_process, sent)

    def _begin(self, worker):
        worker.is_process = True

    def _enter(self, worker):
        process = sys.modules.get("multiprocessing.process")
        if process is not None:
            worker.outer = process._current_process
            process._current_process = types.SimpleNamespace(
                name=worker.name, pid=threads.getpid(), ident=threads.getpid(), daemon=False, _config={}
            )

    def _leave(self, worker):
        process = sys.modules.get("multiprocessing.process")
        if process is not None and hasattr(worker, "outer"):
            process._current_process = worker.outer


def _call_all(fn, chunk):
    return [fn(*args) for args in chunk]


def _raise(error):
    raise error


class _RemoteTraceback(Exception):
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


_RemoteTraceback.__module__ = "concurrent.futures.process"


def _call_in_process(sent):
    fn, args, kwargs = pickle.loads(sent)
    try:
        return pickle.loads(pickle.dumps(fn(*args, **kwargs)))
    except Exception as error:
        threads._keep_user_frames(error)
        text = "".join(traceback.format_exception(error))
        received = _copy_of(error)
        received.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
    raise received


def _copy_of(error):
    try:
        return pickle.loads(pickle.dumps(error))
    except Exception as problem:
        return problem


# asyncio


_wrap_future = asyncio_futures.wrap_future


def wrap_future(future, *, loop=None):
    """Wrap concurrent.futures.Future object."""
    wrapped = _wrap_future(future, loop=loop)
    job = getattr(future, "_loopscope_job", None)
    if job is not None and wrapped is not future:
        wrapped._loopscope_job = job
    return wrapped


def install():
    """Puts our executors where CPython has its own."""
    _base.Future.__init__ = _init
    _base.Future._state = property(_get_state, _set_state)
    asyncio_futures.wrap_future = wrap_future
    sys.modules["asyncio"].wrap_future = wrap_future
    sys.modules["asyncio.tasks"].futures.wrap_future = wrap_future
    _put("thread", ThreadPoolExecutor, BrokenThreadPool)
    _put("process", ProcessPoolExecutor, BrokenProcessPool)


def _put(name, executor, error):
    """`concurrent.futures.thread` and `.process`: what programs import from there."""
    executor.__module__ = f"concurrent.futures.{name}"
    module = types.ModuleType(executor.__module__)
    for item in (executor, error, _base.BrokenExecutor):
        setattr(module, item.__name__, item)
    if name == "process":
        module._RemoteTraceback = _RemoteTraceback
    sys.modules[module.__name__] = module
    setattr(concurrent.futures, name, module)
    setattr(concurrent.futures, executor.__name__, executor)
