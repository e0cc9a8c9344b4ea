"""What the trace learns about tasks: their beginning, the end of each step, and cancellation."""

import asyncio

from . import bridge, probe, stack, waits
from .threads.jobs import running

_BuiltinMethod = type([].append)

# What a task waits for if it waits in a method of a primitive.
_OF_PRIMITIVES = {
    "lock",
    "event",
    "condition",
    "semaphore",
    "barrier",
    "queue.get",
    "queue.put",
    "queue.join",
}

OUTCOMES = {"done": 0, "failed": 1, "cancelled": 2}


def _find_step_wrapper():
    """The type of the callback with which a task asks for its next step."""
    seen = []

    class _Loop(asyncio.AbstractEventLoop):
        def get_debug(self):
            return False

        def call_soon(self, callback, *args, context=None):
            seen.append(type(callback))

    async def nothing():
        pass

    coroutine = nothing()
    task = asyncio.Task(coroutine, loop=_Loop(), name="probe")
    task._log_destroy_pending = False
    coroutine.close()
    return seen[0]


StepWrapper = _find_step_wrapper()


def task_of(callback):
    """The task that a callback takes one step further, or None for any other callback."""
    kind = type(callback)
    if kind is StepWrapper or (kind is _BuiltinMethod and callback.__name__ == "task_wakeup"):
        return callback.__self__
    return None


# asyncio runs these in tasks of its own when a program is over; they are not the user's.
_HIDDEN = {
    "BaseEventLoop.shutdown_asyncgens",
    "LoopscopeEventLoop.shutdown_default_executor",
}

NOT_TRACED = 0


def register(task, frame, coroutine=None, name=None):
    """Gives a task its number and tells the trace of it; `frame` leads to who created it.

    A task of asyncio itself gets the number `NOT_TRACED`. `coroutine` and `name` are those of a task
    that does not know its own yet.
    """
    if coroutine is None:
        coroutine, name = task.get_coro(), task.get_name()
    qualname = getattr(coroutine, "__qualname__", None)
    if qualname in _HIDDEN or running:
        task._loopscope_id = NOT_TRACED
        return NOT_TRACED
    task._loopscope_name = name
    if not bridge.recording:
        task._loopscope_id = number = bridge.new_task(0, 0, 0, 0, 0)
        return number
    task._loopscope_id = number = bridge.new_task(
        bridge.text(name),
        _text(type(coroutine).__qualname__ if qualname is None else qualname),
        probe.frame_position(frame),
        probe.first_line_of(coroutine),
        id(coroutine),
    )
    return number


def report_step(task):
    """Tells the trace what a task waits for after a step, or how it ended."""
    if task._loopscope_id == NOT_TRACED:
        return
    waiter = task._fut_waiter
    if task.get_name() != task._loopscope_name:
        _report_name(task)
    if waiter is None:
        _report_end(task)
    else:
        _report_wait(task, waiter)


def _report_name(task):
    task._loopscope_name = task.get_name()
    bridge.rename_task(task._loopscope_id, task._loopscope_name)


def report_eager_step(task, error):
    """Tells the trace how the step ended that a task took in its constructor.

    `error` is the exception that left the constructor, or None.
    """
    if error is not None:
        _report_failure(task._loopscope_id, error)
    elif task._fut_waiter is None and not task.done():
        if task.get_name() != task._loopscope_name:
            _report_name(task)
        bridge.yielded(task._loopscope_id, stack.where(task)[0])
    else:
        report_step(task)


def _report_wait(task, waiter):
    if not bridge.recording_locals and bridge.waits(task._loopscope_id):
        return
    position, wait, coroutine = stack.where(task)
    kind, target, detail = waits.reason_of(wait, waiter)
    if kind in _OF_PRIMITIVES:
        target = bridge.primitive_of(id(coroutine))
    deadline = getattr(waiter, "_loopscope_when", float("nan"))
    number = bridge.wait_kinds[kind]
    bridge.suspended(task._loopscope_id, number, target, _text(detail), position, deadline)


def _report_end(task):
    # `task.exception()` would count as retrieving it, and hide "exception was never retrieved".
    error = task._exception
    number = task._loopscope_id
    stack.leave(number)
    if error is not None:
        _report_failure(number, error)
    elif task.cancelled():
        bridge.ended(number, OUTCOMES["cancelled"], 0, 0)
    else:
        bridge.ended(number, OUTCOMES["done"], 0, 0)


def _report_failure(number, error):
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    position = probe.traceback_position(error.__traceback__)
    bridge.ended(number, OUTCOMES["failed"], bridge.text(text), position)


_texts = {"": 0}


def forget():
    """Forgets all texts, as if no program had run."""
    _texts.clear()
    _texts[""] = 0


def _text(detail):
    number = _texts.get(detail)
    if number is None:
        number = _texts[detail] = bridge.text(detail)
    return number
