"""Threads and processes that are simulated; see docs/architecture.md.

`jobs` runs them, `waiting` says how one waits for another and what cannot be waited for. On top of
these stand what a program knows: `thread`, `timer`, `futures`, `pools`, `processes`, and `event`,
`locks`, `condition` and `queues`, which must know what happened to them when.
"""

import _threading_local
import concurrent.futures
import sys
import threading
import types
from concurrent.futures import _base

from .. import bridge
from . import condition, event, futures, jobs, locks, queues, thread, timer, waiting
from .pools import BrokenThreadPool, ThreadPoolExecutor
from .processes import BrokenProcessPool, ProcessPoolExecutor, RemoteTraceback
from .waiting import NEVER, OVER, UNKNOWN, try_to_hold


def install():
    """Puts our threads where the library has its own, and makes the host listen."""
    bridge.threads.listen(jobs.answer)
    for module in (waiting, thread, event, locks, condition, timer, queues, futures):
        module.install()
    threading.local = _threading_local.local
    _put("thread", ThreadPoolExecutor, BrokenThreadPool)
    _put("process", ProcessPoolExecutor, BrokenProcessPool)
    sys.modules["concurrent.futures.process"]._RemoteTraceback = RemoteTraceback
    RemoteTraceback.__module__ = "concurrent.futures.process"
    RemoteTraceback.__qualname__ = "_RemoteTraceback"


def _put(name, executor, error):
    """`concurrent.futures.thread` and `.process`, with what programs import from there."""
    module = types.ModuleType(f"concurrent.futures.{name}")
    for item in (executor, error):
        item.__module__ = module.__name__
        setattr(module, item.__name__, item)
    module.BrokenExecutor = _base.BrokenExecutor
    sys.modules[module.__name__] = module
    setattr(concurrent.futures, name, module)
    setattr(concurrent.futures, executor.__name__, executor)


def join_all():
    """Waits for what the interpreter waits for at its end: all threads but daemons, and all jobs."""
    ending = try_to_hold(lambda: OVER if jobs.are_over() else NEVER, "the end of the program")
    if ending == UNKNOWN and jobs.paused and not waiting.is_told():
        raise waiting.never_ends("The program")
