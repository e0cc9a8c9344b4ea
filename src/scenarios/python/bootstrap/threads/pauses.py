"""Threads that pause where they wait, and go on when what they wait for has come.

What a thread calls runs as a whole, unless it is a generator. So functions of the program that wait in their own
lines are run in a version that is one: at each call that may wait, it pauses until the program's own time has come
as far as the thread, and then for as long as the call would wait. See `pausing_code` for the version.
"""

import contextvars
import functools
import threading
import types

from .jobs import paused, running
from .pausing_code import pausing_version
from .pausing_loops import pausing_run
from .pausing_waits import call_again, enter, let_program_catch_up, may_pause, pausing_wait


class Steps:
    """What a thread does from one pause to the next, in a context of its own if it is given one."""

    result = None
    """What its call has returned at the end."""

    def __init__(self, generator, context):
        self._generator = generator
        self._context = context

    def go_on(self, worker):
        """Up to the next pause, which is returned, or `None` at the end."""
        paused.pop(self, None)
        worker.pauses = True
        try:
            if self._context is None:
                pause = next(self._generator)
            else:
                pause = self._context.run(next, self._generator)
        except StopIteration as end:
            self.result = end.value
            return None
        finally:
            worker.pauses = False
        paused[self] = (worker.name, pause.place)
        return pause


def steps_of_thread(thread, target, args, keywords):
    """What a thread does if it can make pauses, else `None`."""
    body = _body_of(target, args, keywords)
    if body is None:
        return None
    return Steps(_thread_around(thread, body), getattr(thread, "_context", None))


def steps_of_call(function, args, keywords):
    """What a call does in a pool if it can make pauses, else `None`."""
    context = None
    while isinstance(function, functools.partial):
        args = (*function.args, *args)
        keywords = {**function.keywords, **keywords}
        function = function.func
        if isinstance(owner := getattr(function, "__self__", None), contextvars.Context):
            context, function, args = owner, args[0], args[1:]
    body = _body_of(function, args, keywords)
    return None if body is None else Steps(body, context)


def call(method, /, *args, **keywords):
    """A call that may wait, in a thread that can pause."""
    yield from let_program_catch_up()
    if getattr(method, "__func__", None) is threading.Thread.run:
        result = yield from _run_target(method.__self__)
    elif (version := pausing_run(method) or pausing_wait(method)) is not None:
        result = yield from version(*args, **keywords)
    elif (version := _version_of(method)) is not None:
        result = yield from version(*args, **keywords)
    else:
        result = yield from call_again(method, args, keywords)
    yield from let_program_catch_up()
    return result


def _body_of(function, args, keywords):
    """A generator that makes the call with pauses; `None` if it can make none."""
    if running:
        return None
    if may_pause(function) or pausing_run(function) or pausing_wait(function):
        return call(function, *args, **keywords)
    version = _version_of(function)
    return None if version is None else version(*args, **keywords)


def _version_of(function):
    """A function or method of the program in a version that can pause, or `None`."""
    version = pausing_version(getattr(function, "__func__", function), call, enter)
    is_method = version is not None and isinstance(function, types.MethodType)
    return functools.partial(version, function.__self__) if is_method else version


def _thread_around(thread, body):
    """What `Thread._bootstrap_inner` does around the body of a thread."""
    thread._set_ident()
    thread._started.set()
    with threading._active_limbo_lock:
        threading._active[thread._ident] = thread
        threading._limbo.pop(thread, None)
    try:
        yield from body
    except BaseException:
        thread._invoke_excepthook(thread)
    finally:
        thread._delete()


def _run_target(thread):
    """`Thread.run`, which `run` of a class of the program may call."""
    try:
        if thread._target is not None:
            yield from call(thread._target, *thread._args, **thread._kwargs)
    finally:
        del thread._target, thread._args, thread._kwargs
