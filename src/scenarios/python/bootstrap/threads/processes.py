"""`concurrent.futures.ProcessPoolExecutor`: functions, arguments and results are pickled.

The memory of the program is shared all the same, unlike in CPython.
"""

import itertools
import pickle
import sys
import traceback
from concurrent.futures import _base
from functools import partial
from types import SimpleNamespace

from ..traces import keep_user_frames
from .pools import PoolExecutor
from .thread import getpid

# As the core has it, for the reason that stands there.
_DEFAULT_PROCESSES = 4


class BrokenProcessPool(_base.BrokenExecutor):
    """Raised when a process in a ProcessPoolExecutor terminated abruptly."""


class RemoteTraceback(Exception):
    """The traceback of another process, as text."""

    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


class ProcessPoolExecutor(PoolExecutor):
    """Runs calls in processes that are simulated, at most 4 unless told."""

    KIND = "process"
    BROKEN = BrokenProcessPool
    BROKEN_TEXT = "A child process terminated abruptly, the process pool is not usable anymore"

    def __init__(
        self,
        max_workers=None,
        mp_context=None,
        initializer=None,
        initargs=(),
        *,
        max_tasks_per_child=None,
    ):
        count = _DEFAULT_PROCESSES if max_workers is None else max_workers
        self._outer = None
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

    def prepare(self, fn, args, kwargs):
        try:
            return partial(_call, pickle.dumps((fn, args, kwargs)))
        except Exception as error:
            return partial(_raise, error)

    def welcome(self, worker):
        worker.is_process = True

    def enter(self, worker):
        module = sys.modules.get("multiprocessing.process")
        if module is not None:
            self._outer = module._current_process
            module._current_process = SimpleNamespace(
                name=worker.name, pid=getpid(), ident=getpid(), daemon=False, _config={}
            )

    def leave(self, worker):
        if self._outer is not None:
            sys.modules["multiprocessing.process"]._current_process = self._outer
            self._outer = None


def _call_all(fn, chunk):
    return [fn(*args) for args in chunk]


def _raise(error):
    raise error


def _call(sent):
    """Makes the call that was sent; its result, or its exception, is a copy."""
    fn, args, kwargs = pickle.loads(sent)
    try:
        return pickle.loads(pickle.dumps(fn(*args, **kwargs)))
    except Exception as error:
        keep_user_frames(error)
        text = "".join(traceback.format_exception(error))
        received = _copy_of(error)
        received.__cause__ = RemoteTraceback(f'\n"""\n{text}"""')
    raise received


def _copy_of(error):
    try:
        return pickle.loads(pickle.dumps(error))
    except Exception as problem:
        return problem
