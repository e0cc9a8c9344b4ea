"""Jobs of threads and processes, which are simulated, since this interpreter has neither.

A job runs at once and as a whole, on a line of time of its own; the core's pools say when it begins
and ends. `running` holds the threads and processes that are inside of each other now; the program's
own is not among them.
"""

import asyncio
import sys
from asyncio import events

from .. import bridge, probe

# What the host asks for; see `threads.ts`.
(
    _RUN,
    _FINISH,
    _INITIALIZE,
    _POOL_IS_IDLE,
    _WHEN_IS_IT_OVER,
    _DUE,
    _WOULD_WAIT,
    _PAUSE_IS_OVER,
    _PAUSE_UNTIL,
) = range(9)

_FINE = -1
PAUSED = -3
"""What `Job.run` returns if the job goes on later; see `pauses`."""

running = []

questions = []
"""What the program, and the threads inside of each other, wait for: each gives a time; see `waiting`."""

paused = {}
"""Threads that make a pause: (name, what they wait for in words), by what they do."""

_jobs = {}
_workers = {}
_actions = {}
_numbers = iter(range(1, sys.maxsize))


class Worker:
    """A thread or process, as the program knows it."""

    def __init__(self, number):
        self.number = number
        self.name = bridge.threads.worker_name(number)
        self.is_process = False
        self.ident = None
        """By what it is known, if that was settled before it began."""
        self.line = 0
        """The line of the program that asked for what it does now; 0 if none did."""
        self.program_time = 0.0
        """How far the program has come, in seconds, when what can pause went on."""
        self.pauses = False
        """Whether what it does now can pause."""
        self.point = None
        """The call at which it may pause now; see `pauses`."""


class Job:
    """Work that is handed to a thread or process."""

    must_end = True
    """The program waits for it at its end."""

    line = 0
    """The line of the program that handed it in; 0 if none did."""

    pause = None
    """What it waits for while it is paused; see `pauses`."""

    def would_wait(self):
        """Whether nothing has come yet of what was missing when it was handed in."""
        return False

    def run(self, worker):
        """Does the work; returns the number of the text that says how it failed, or `None`."""

    def finish(self, worker):
        """The moment of its end has come."""


def submit(pool, job, call, is_patient=False):
    """Hands a job to a pool of the host; `call` is what it does, in words. Returns its number.

    `is_patient`: it begins when the program waits; see `patience`.
    """
    number = next(_numbers)
    _jobs[number] = job
    frame = probe.user_frame(sys._getframe(1))
    job.line = 0 if frame is None else frame.f_lineno
    position = probe.frame_position(frame)
    bridge.checked(bridge.threads.submit(pool, number, call, position, is_patient))
    return number


def forget(number):
    """A job was cancelled before it began. Returns whether it was there."""
    return _jobs.pop(number, None) is not None


def call_at(when, action, must_end):
    """Calls `action` at the time `when`, in seconds. Returns its number, for `forget`."""
    number = next(_numbers)
    _actions[number] = action
    job = _jobs[number] = Job()
    job.must_end = must_end
    bridge.threads.at(when, number)
    return number


def number_of(action):
    """The number with which the host can call `action`."""
    number = next(_numbers)
    _actions[number] = action
    return number


def are_over():
    """Whether nothing is left for which the program waits at its end."""
    return not any(job.must_end for job in _jobs.values())


def failure_text(error):
    """The number of the text that says how a job failed."""
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return bridge.text(text)


def answer(what, subject, worker):
    """What the host calls. Answers `bridge.PROPAGATE` after an exception that must go on."""
    try:
        if what == _WHEN_IS_IT_OVER:
            return questions[-1]()
        if what == _WOULD_WAIT:
            # One that was cancelled is not there any more.
            return int(subject in _jobs and _jobs[subject].would_wait())
        if what == _PAUSE_IS_OVER:
            return int(_jobs[subject].pause.is_over())
        if what == _PAUSE_UNTIL:
            return _jobs[subject].pause.until
        if what == _DUE:
            action = _actions.pop(subject)
            if forget(subject):
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
        job = _jobs[subject]
        worker.line = job.line
        return job.run(worker)
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
