"""Loops that a thread runs with pauses: those of `asyncio.run`, of a runner, and of a loop's own methods.

Each function here does what the call of asyncio does that it stands for, and yields where the loop is idle.
"""

import functools
import threading
import types
from asyncio import base_events, constants, events, futures, runners, tasks

from . import waiting
from .pausing_waits import let_program_catch_up
from .waiting import NEVER, OVER, Pause

# A loop in a thread does no more at once, so that the program goes on.
_MOST_ITERATIONS = 100


def pausing_run(method):
    """A call that runs a loop, in a version that can pause; `None` if it is no such call."""
    if method is runners.run:
        return _run
    if type(method) is not types.MethodType:
        return None
    function, owner = method.__func__, method.__self__
    if function is runners.Runner.run:
        return functools.partial(_run_in, owner)
    if function is runners.Runner.close:
        return functools.partial(_close, owner)
    if not hasattr(type(owner), "next_timer"):
        return None
    if function is base_events.BaseEventLoop.run_until_complete:
        return functools.partial(_run_until_complete, owner)
    return functools.partial(_run_forever, owner) if method.__name__ == "run_forever" else None


def _run_forever(loop):
    """`loop.run_forever`."""
    return _run_loop(loop, waiting.place_of("loop.run_forever()"), False)


def _run_loop(loop, place, is_for_one):
    """Runs a loop until somebody stops it; `place` is the call that does, in words.

    `is_for_one`: it ends with one task, and not when others say so.
    """
    loop._check_closed()
    loop._check_running()
    is_awake = lambda: OVER if loop.has_ready() else NEVER
    while not loop.run_now(_MOST_ITERATIONS):
        if is_for_one and loop._selector.handles:
            # Nobody else may look for what comes from outside while the program waits for the thread.
            loop.run_forever()
            return
        # For others it runs until it is stopped.
        loop._thread_id = threading.get_ident()
        yield from let_program_catch_up()
        yield Pause(is_awake, loop.next_timer(), place)
        loop._thread_id = None


def _run_until_complete(loop, future):
    """`loop.run_until_complete`."""
    place = waiting.place_of("loop.run_until_complete()")
    loop._check_closed()
    loop._check_running()
    is_new = not futures.isfuture(future)
    future = tasks.ensure_future(future, loop=loop)
    if is_new:
        # What is wrong with it is told by the exception that ends the loop.
        future._log_destroy_pending = False
    future.add_done_callback(base_events._run_until_complete_cb)
    try:
        yield from _run_loop(loop, place, True)
    except BaseException:
        if is_new and future.done() and not future.cancelled():
            future.exception()
        raise
    finally:
        future.remove_done_callback(base_events._run_until_complete_cb)
    if not future.done():
        raise RuntimeError("Event loop stopped before Future completed.")
    return future.result()


def _run(main, *, debug=None, loop_factory=None):
    """`asyncio.run`."""
    runner = runners.Runner(debug=debug, loop_factory=loop_factory)
    try:
        return (yield from _run_in(runner, main))
    finally:
        yield from _close(runner)


def _run_in(runner, coro, *, context=None):
    """`Runner.run`, which makes a task itself, and hands it to its loop."""
    loop = runner.get_loop()
    loop.run_until_complete = lambda task: task
    try:
        task = runner.run(coro, context=context)
    finally:
        del loop.run_until_complete
    return (yield from _run_until_complete(loop, task))


def _close(runner):
    """`Runner.close`."""
    if runner._state is not runners._State.INITIALIZED:
        return
    loop = runner._loop
    try:
        yield from _cancel_all_tasks(loop)
        yield from _run_until_complete(loop, loop.shutdown_asyncgens())
        end = loop.shutdown_default_executor(constants.THREAD_JOIN_TIMEOUT)
        yield from _run_until_complete(loop, end)
    finally:
        if runner._set_event_loop:
            events.set_event_loop(None)
        loop.close()
        runner._loop = None
        runner._state = runners._State.CLOSED


def _cancel_all_tasks(loop):
    """What a runner does at its end with the tasks that are left."""
    left = tasks.all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    yield from _run_until_complete(loop, tasks.gather(*left, return_exceptions=True))
    for task in left:
        error = None if task.cancelled() else task.exception()
        if error is not None:
            message = "unhandled exception during asyncio.run() shutdown"
            loop.call_exception_handler({"message": message, "exception": error, "task": task})
