"""Threads that pause where they wait, and go on when what they wait for has come.

What a thread calls runs as a whole, unless it is a generator. So functions of the program that wait in their own
lines are run in a version that is one: at each call that may wait, it pauses until the program's own time has come
as far as the thread, and then for as long as the call would wait. See `pausing_code` for the version.
"""

import collections
import contextvars
import functools
import threading
import types

from .. import bridge
from .jobs import paused, running
from .patience import is_closed
from .pausing_code import pausing_version, value
from .pausing_loops import pausing_run
from .pausing_waits import (
    call_again,
    enter_lock,
    is_ours,
    is_program_behind,
    let_program_catch_up,
    may_pause,
    pausing_wait,
)

# Of these no method waits, or asks what other threads have done.
_PLAIN = (str, bytes, dict, list, set, collections.deque)


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
        worker.program_time = bridge.threads.main_time()
        try:
            if self._context is None:
                pause = next(self._generator)
            else:
                pause = self._context.run(next, self._generator)
        except StopIteration as end:
            pause, returned = None, end.value
        finally:
            worker.pauses = False
        if pause is None:
            self.result = value(returned)
        else:
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
    """A generator that makes a call which may wait, in a thread that can pause; it returns what is for `value`."""
    version = _version_of(method)
    if version is not None:
        # Nothing of ours stands between the functions of the program.
        return version(*args, **keywords)
    if type(method) is types.BuiltinMethodType and isinstance(method.__self__, _PLAIN):
        return _at_once(method(*args, **keywords))
    return _call_of_library(method, args, keywords)


def enter(manager):
    """What `with` gets for an object: that has been entered with pauses if it can be."""
    if is_ours(manager):
        if not is_closed(manager) and not is_program_behind():
            return _at_once(manager)
    else:
        begin = getattr(type(manager), "__enter__", None)
        if type(begin) is types.FunctionType and (version := pausing_version(begin, call, enter)):
            return _enter_with_pauses(manager, version)
    return enter_lock(manager)


def _enter_with_pauses(manager, version):
    return _Entered(manager, value((yield from version(manager))))


class _Entered:
    """An object of a `with` whose `__enter__` was called already."""

    def __init__(self, manager, entered):
        self._manager, self._entered = manager, entered

    def __enter__(self):
        return self._entered

    def __exit__(self, *error):
        return type(self._manager).__exit__(self._manager, *error)


def _at_once(result):
    yield from ()
    return result


def _call_of_library(method, args, keywords):
    yield from let_program_catch_up()
    if type(method) is types.MethodType and method.__func__ is threading.Thread.run:
        result = yield from _run_target(method.__self__)
    elif (version := pausing_run(method) or pausing_wait(method)) is not None:
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
        return _body(function, args, keywords)
    return None if _version_of(function) is None else _body(function, args, keywords)


def _body(function, args, keywords):
    return (yield from call(function, *args, **keywords))


def _version_of(function):
    """A function, method or object of the program, which can be called, in a version that can pause, or `None`."""
    if type(function) is functools.partial:
        version = _version_of(function.func)
        return version and functools.partial(version, *function.args, **function.keywords)
    if type(function) is types.FunctionType:
        return pausing_version(function, call, enter)
    if type(function) is not types.MethodType:
        # What its class has, since asking the object may run code of the program.
        function = types.MethodType(getattr(type(function), "__call__", None) or function, function)
    if type(function.__func__) is not types.FunctionType:
        return None
    version = pausing_version(function.__func__, call, enter)
    return version and functools.partial(version, function.__self__)


def _thread_around(thread, body):
    """What `Thread._bootstrap_inner` does around the body of a thread."""
    thread._set_ident()
    thread._started.set()
    with threading._active_limbo_lock:
        threading._active[thread._ident] = thread
        threading._limbo.pop(thread, None)
    try:
        value((yield from body))
    except BaseException:
        thread._invoke_excepthook(thread)
    finally:
        thread._delete()


def _run_target(thread):
    """`Thread.run`, which `run` of a class of the program may call."""
    try:
        if thread._target is not None:
            return (yield from call(thread._target, *thread._args, **thread._kwargs))
    finally:
        del thread._target, thread._args, thread._kwargs
