"""CPython's `threading.Thread`, with another way to start."""

import itertools
import os
import sys
import threading

from .. import bridge
from ..traces import keep_user_frames
from .call_text import call_text
from . import patience, pauses
from .jobs import PAUSED, Job, failure_text, running, submit
from .left_waiting import LeftWaiting
from .waiting import NEVER, hold, now, settled

_MAIN_IDENT = threading.get_ident()
_MAIN_PID = os.getpid()
# Identifiers of threads look like addresses, as they do elsewhere.
_IDENT_STEP = 0x1000
# Those of threads that begin late lie between the others.
_LATE_IDENT = 0x800
_late_numbers = itertools.count(1)

alive = []
"""Threads that may be alive still, in the order in which they began."""


class Handle:
    """Stands for a thread of the operating system."""

    def __init__(self):
        self.ident = None
        self.end = NEVER

    def is_done(self):
        patience.note_question()
        return now() >= self.end

    def join(self, timeout=None):
        hold(lambda: self.end, "thread.join()", timeout)

    def _set_done(self):
        self.end = now()


class _ThreadJob(Job):
    def __init__(self, thread, bootstrap, daemon):
        self.thread = thread
        self.bootstrap = bootstrap
        self.must_end = not daemon
        self.failure = None
        self.refused = None
        self.is_late = False
        """Whether it begins after `start` has returned."""
        self.is_left = False
        self.steps = None
        """What it does, with pauses, if it can make some."""

    def run(self, worker):
        if self.pause is not None:
            return self._go_on(worker)
        thread = self.thread
        handle = thread._os_thread_handle
        patience.leave(self)
        worker.ident = thread._ident
        handle.ident = ident_of(worker)
        report = thread._invoke_excepthook
        thread._invoke_excepthook = lambda failed: self._fail(failed, report)
        if self.steps is not None:
            return self._go_on(worker)
        try:
            self.bootstrap()
        finally:
            if not self.is_left:
                handle.end = settled()
        return self._failure_at_end()

    def _go_on(self, worker):
        """Does what is next, up to a pause or to the end."""
        self.pause = None
        try:
            self.pause = self.steps.go_on(worker)
            if self.pause is not None:
                self.is_late = True
                return PAUSED
        finally:
            if self.pause is None:
                self.thread._os_thread_handle.end = settled()
        return self._failure_at_end()

    def _failure_at_end(self):
        if self.is_late and self.refused is not None:
            bridge.threads.refused(self.failure)
            raise self.refused
        return self.failure

    def _fail(self, thread, report):
        error = sys.exception()
        if isinstance(error, KeyboardInterrupt):
            raise error
        if isinstance(error, LeftWaiting):
            self.is_left = True
            return
        if not isinstance(error, SystemExit):
            self.failure = failure_text(error)
        if hasattr(error, "_loopscope_refused"):
            self.refused = error
            return
        keep_user_frames(error)
        report(thread)


def _start(bootstrap, *, handle, daemon):
    thread = bootstrap.__self__
    job = _ThreadJob(thread, bootstrap, daemon)
    pool = bridge.threads.open_pool(0, "thread", 1, thread.name, False)
    alive.append(thread)
    job.steps = pauses.steps_of_thread(thread, *_target_of(thread))
    if job.steps is None and patience.makes_patient(job, *_target_of(thread)):
        job.is_late = True
        # The number is known when `start` returns, and so is that the thread is there.
        thread._ident = _MAIN_IDENT + _LATE_IDENT + _IDENT_STEP * next(_late_numbers)
        thread._started.set()
    submit(pool, job, _call_of(thread), job.is_late)
    if job.refused is not None:
        # As if it had not been started: that is what `Thread.start` cleans up.
        threading._limbo[thread] = thread
        raise job.refused


def _target_of(thread):
    """What it calls: (function, arguments, arguments by name)."""
    if _is_plain(thread):
        return thread._target, thread._args, thread._kwargs
    return thread.run, (), {}


def _call_of(thread):
    return call_text(*_target_of(thread)) if _is_plain(thread) else f"{type(thread).__name__}.run()"


def _is_plain(thread):
    """Whether it only calls what was given to it; a class may do something else."""
    run = getattr(thread.run, "__func__", None)
    return run is threading.Thread.run and getattr(thread, "_target", None) is not None


def ident_of(worker):
    """What the thread is known by; a process has a main thread of its own."""
    if worker.is_process:
        return _MAIN_IDENT
    return worker.ident or _MAIN_IDENT + _IDENT_STEP * worker.number


def get_ident():
    """Return a non-zero integer that uniquely identifies the current thread."""
    return ident_of(running[-1]) if running else _MAIN_IDENT


def getpid():
    """Return the current process id."""
    is_process = running and running[-1].is_process
    return _MAIN_PID + running[-1].number if is_process else _MAIN_PID


def _enumerate():
    """Return a list of all Thread objects currently alive."""
    alive[:] = [thread for thread in alive if not thread._os_thread_handle.is_done()]
    return [threading.main_thread(), *alive]


def _active_count():
    """Return the number of Thread objects currently alive."""
    return len(_enumerate())


def install():
    """Lets `Thread.start` start threads, and makes all agree on which one runs."""
    threading._start_joinable_thread = _start
    threading._ThreadHandle = Handle
    threading.get_ident = sys.modules["_thread"].get_ident = get_ident
    threading.enumerate = _enumerate
    threading.active_count = threading.activeCount = _active_count
    os.getpid = getpid
