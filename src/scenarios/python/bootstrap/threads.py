"""Threads and processes that are simulated, since this interpreter has neither.

The work of a thread runs at once and as a whole, on a line of time of its own: see the core's pools,
which say when it begins and ends. `running` holds the threads that are inside of each other now; the
program's own is not among them. CPython's `Thread` goes on to be used, with another way to start.
"""

import asyncio
import os
import sys
import threading
from asyncio import events
from types import SimpleNamespace

from . import bridge, probe

# What the host asks for; see `threads.ts`.
_RUN, _FINISH, _INITIALIZE, _POOL_IS_IDLE, _IS_OVER, _AT_ITS_MOMENT = range(6)

# How a wait ended.
OVER, LATE, NEVER, INTERRUPTED = range(4)

_FINE = -1
_NEVER = float("inf")
_NO_LIMIT = float("nan")

_MAIN_IDENT = threading.get_ident()
_MAIN_PID = os.getpid()

running = []

_jobs = {}
_workers = {}
_actions = {}
_checks = []
_numbers = iter(range(1, sys.maxsize))


class Worker:
    """A thread or process, as the program knows it."""

    def __init__(self, number):
        self.number = number
        self.ident = _MAIN_IDENT + 0x1000 * number
        self.name = bridge.threads.worker_name(number)
        self.is_process = False
        self.thread = None


class Job:
    """Work that is handed to a thread or process."""

    must_end = True
    """The program waits for it at its end."""

    def run(self, worker):
        """Does the work; returns the number of the text that says how it failed, or `None`."""

    def finish(self, worker):
        """The moment of its end has come."""


# Handing in and running


def submit(pool, job, call):
    """Hands a job to a pool of the host; `call` is what it does, in words. Returns its number."""
    number = next(_numbers)
    _jobs[number] = job
    position = probe.frame_position(sys._getframe(1))
    bridge.checked(bridge.threads.submit(pool, number, call, position))
    return number


def forget(number):
    """A job was cancelled before it began."""
    _jobs.pop(number, None)


def number_of(action):
    """The number with which the host can call `action` once."""
    number = next(_numbers)
    _actions[number] = action
    return number


def _answer(what, subject, worker):
    """What the host calls. Answers `bridge.PROPAGATE` after an exception that must go on."""
    try:
        if what == _IS_OVER:
            return int(bool(_checks[-1]()))
        if what == _AT_ITS_MOMENT:
            action = _actions.pop(subject, None)
            if action is not None:
                action()
            return _FINE
        return _in_thread(what, subject, _worker(worker))
    except BaseException as error:
        bridge.raised.append(error)
        return bridge.PROPAGATE


def _worker(number):
    worker = _workers.get(number)
    if worker is None:
        worker = _workers[number] = Worker(number)
    return worker


def _in_thread(what, subject, worker):
    """Does something in a thread, in which no loop runs yet."""
    loop = events._get_running_loop()
    task = None
    if loop is not None:
        task = asyncio.tasks._swap_current_task(loop, None)
        events._set_running_loop(None)
    _flush()
    running.append(worker)
    try:
        failure = _work(what, subject, worker)
        _flush()
        return _FINE if failure is None else failure
    finally:
        running.pop()
        if loop is not None:
            events._set_running_loop(loop)
            asyncio.tasks._swap_current_task(loop, task)


def _work(what, subject, worker):
    if what == _RUN:
        return _jobs[subject].run(worker)
    if what == _FINISH:
        return _jobs.pop(subject).finish(worker)
    if what == _INITIALIZE:
        return _actions[subject](worker)
    _actions.pop(subject)()
    return None


def _flush():
    """What was printed without a new line belongs to who printed it."""
    for stream in (sys.__stdout__, sys.__stderr__):
        stream.flush()


def failure_text(error):
    """The number of the text that says how a job failed."""
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return bridge.text(text)


def now():
    """The time in seconds, exactly as the host has it; that of the thread that runs now."""
    return bridge.threads.time()


def ending():
    """The time at which the work of the thread that runs now is over, in seconds."""
    bridge.threads.settle()
    return now()


# Waiting


def is_ahead():
    """Whether the time is that of a thread, and the program's own has not come that far."""
    return bool(running) and now() > bridge.threads.main_time()


def hold(is_over, fallback, foreseen=_NEVER, timeout=None):
    """Waits until `is_over()`, or until the time `foreseen`, in seconds, when that will be so.

    Returns False after `timeout` seconds. Raises `RuntimeError` if nothing that is known can end the
    wait. `fallback` is the call in words, for when the source does not say it.
    """
    answer = try_to_hold(is_over, fallback, foreseen, timeout)
    if answer == NEVER:
        raise refusal(fallback)
    return answer == OVER


def try_to_hold(is_over, fallback, foreseen=_NEVER, timeout=None):
    """As `hold`, but returns how the wait ended."""
    from .loop import _handle_signals

    if is_over():
        return OVER
    position, call = _place(fallback)[1:]
    end = None if timeout is None else now() + max(timeout, 0)
    while True:
        left = _NO_LIMIT if end is None else max(end - now(), 0)
        _checks.append(is_over)
        try:
            answer = bridge.threads.hold(foreseen, left, bridge.text(call), position)
        finally:
            _checks.pop()
        if bridge.checked(answer) != INTERRUPTED:
            return answer
        _handle_signals()


def pass_until(when, fallback):
    """Holds the thread, or the program, until the time `when`, in seconds."""
    try_to_hold(lambda: now() >= when, fallback, when)


def mark():
    """Lets whoever waits in the program look again when its time is that of the thread."""
    if running:
        bridge.threads.at_its_moment(0)


def _place(fallback):
    """(line, position, text) of the user's call."""
    frame = probe.user_frame(sys._getframe(1))
    if frame is None:
        return 0, 0, fallback
    text = probe.call_text(frame.f_code, frame.f_lasti, fallback)
    return frame.f_lineno, probe.frame_position(frame), text


def refusal(fallback, reason=None):
    """The exception that says why a call cannot be simulated, and where it stands."""
    line, _, call = _place(fallback)
    where = f"`{call}` in line {line}" if line else f"`{call}`"
    if reason is None:
        reason = _reason()
    error = RuntimeError(f"{where} cannot be simulated: {reason}")
    error._loopscope_refused = True
    return error


def _reason():
    if running:
        return (
            "here a thread runs as a whole, so it cannot wait for what the program, the loop or "
            "another thread does later."
        )
    if events._get_running_loop() is not None:
        return "it holds the loop, and nothing but the loop could end this wait."
    return "nothing that is left could end this wait."


# CPython's `threading`


class Handle:
    """Stands for a thread of the operating system."""

    def __init__(self):
        self.ident = None
        self.end = None

    def is_done(self):
        return self.end is not None and now() >= self.end

    def join(self, timeout=None):
        hold(self.is_done, "thread.join()", self.end or _NEVER, timeout)

    def _set_done(self):
        self.end = now()


class _ThreadJob(Job):
    def __init__(self, thread, bootstrap, daemon):
        self.thread = thread
        self.bootstrap = bootstrap
        self.must_end = not daemon
        self.refused = None

    def run(self, worker):
        thread, failure = self.thread, None
        handle = thread._os_thread_handle
        handle.ident, worker.thread = worker.ident, thread
        report = thread._invoke_excepthook

        def noting(thread):
            nonlocal failure
            error = sys.exception()
            if isinstance(error, SystemExit):
                return
            failure = failure_text(error)
            if hasattr(error, "_loopscope_refused"):
                self.refused = error
            else:
                _keep_user_frames(error)
                report(thread)

        thread._invoke_excepthook = noting
        try:
            self.bootstrap()
        finally:
            handle.end = ending()
        return failure


def _keep_user_frames(error):
    from .program import _keep_user_frames

    _keep_user_frames(error, set())


def _start_thread(bootstrap, *, handle, daemon):
    thread = bootstrap.__self__
    job = _ThreadJob(thread, bootstrap, daemon)
    alive.append(thread)
    pool = bridge.threads.open_pool(0, "thread", 1, thread.name, False)
    target = getattr(thread, "_target", None)
    call = call_text(target, thread._args, thread._kwargs) if target else f"{type(thread).__name__}.run()"
    submit(pool, job, call)
    if job.refused is not None:
        raise job.refused


alive = []
"""Threads that may be alive still, in the order in which they began."""


def call_text(function, args, kwargs):
    """A call in words, such as `download('a')`, without calling any code of the program."""
    from functools import partial

    from .describe import describe

    while type(function) is partial:
        args, kwargs = (*function.args, *args), {**function.keywords, **kwargs}
        function = function.func
        if getattr(function, "__name__", "") == "run" and _is_context(function):
            function, *args = args
    name = getattr(function, "__name__", None) or type(function).__name__
    texts = [describe(value) for value in args]
    texts += [f"{key}={describe(value)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(texts)})"


def _is_context(method):
    from contextvars import Context

    return type(getattr(method, "__self__", None)) is Context


def get_ident():
    """Return a non-zero integer that uniquely identifies the current thread."""
    worker = running[-1] if running else None
    return _MAIN_IDENT if worker is None or worker.is_process else worker.ident


def getpid():
    """Return the current process id."""
    worker = running[-1] if running else None
    return _MAIN_PID + worker.number if worker is not None and worker.is_process else _MAIN_PID


def enumerate_threads():
    """Return a list of all Thread objects currently alive."""
    alive[:] = [thread for thread in alive if not thread._os_thread_handle.is_done()]
    return [threading.main_thread(), *alive]


def active_count():
    """Return the number of Thread objects currently alive."""
    return len(enumerate_threads())


class Timer(threading.Thread):
    """Call a function after a specified number of seconds: `t.cancel()` stops it if it still waits."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = threading.Event()
        self._waiting = SimpleNamespace(must_end=False)

    def start(self):
        if self._started.is_set() or self._waiting.must_end:
            raise RuntimeError("threads can only be started once")
        self._waiting.must_end = not self.daemon
        self._number = number_of(self._begin)
        _jobs[self._number] = self._waiting
        alive.append(self)
        bridge.threads.at(now() + self.interval, self._number)

    def cancel(self):
        """Stop the timer if it hasn't finished yet."""
        self.finished.set()
        if _jobs.pop(getattr(self, "_number", None), None) is not None:
            self._os_thread_handle._set_done()
            self._started.set()

    def is_alive(self):
        return not self._os_thread_handle.is_done() and (
            self._waiting.must_end or self._started.is_set()
        )

    def join(self, timeout=None):
        hold(self._os_thread_handle.is_done, "timer.join()", _NEVER, timeout)

    def run(self):
        self.function(*self.args, **self.kwargs)
        self.finished.set()

    def _begin(self):
        if _jobs.pop(self._number, None) is not None:
            alive.remove(self)
            super().start()


Timer.__module__ = threading.Timer.__module__


def join_all():
    """Waits for what the interpreter waits for at its end: all threads but daemons, and all jobs."""
    try_to_hold(lambda: not any(job.must_end for job in _jobs.values()), "the end of the program")


def install():
    """Lets the program start threads, and makes the host listen."""
    bridge.threads.listen(_answer)
    threading._start_joinable_thread = _start_thread
    threading._ThreadHandle = Handle
    threading.get_ident = threading._thread_get_ident = get_ident
    sys.modules["_thread"].get_ident = get_ident
    threading.enumerate = enumerate_threads
    threading.active_count = threading.activeCount = active_count
    threading.Timer = Timer
    os.getpid = getpid
