"""What the trace learns about tasks: their beginning, the end of each step, and cancellation."""

import asyncio

from . import bridge, probe

_BuiltinMethod = type([].append)

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
    "BaseEventLoop.shutdown_default_executor",
}

NOT_TRACED = 0


def register(task, frame):
    """Gives a task its number and tells the trace of it; `frame` leads to who created it.

    A task of asyncio itself gets the number `NOT_TRACED`.
    """
    coroutine = task.get_coro()
    if getattr(coroutine, "__qualname__", "") in _HIDDEN:
        task._loopscope_id = NOT_TRACED
        return NOT_TRACED
    task._loopscope_name = name = task.get_name()
    task._loopscope_cancelling = 0
    task._loopscope_id = number = bridge.new_task(
        name,
        getattr(coroutine, "__qualname__", type(coroutine).__qualname__),
        probe.frame_position(frame) if bridge.recording else 0,
        probe.first_line_of(coroutine) if bridge.recording else 0,
    )
    return number


def note_cancel(task, frame):
    """Tells the trace that a task was asked to cancel, if it was not told already."""
    requests = task.cancelling()
    if bridge.recording and requests > task._loopscope_cancelling:
        bridge.cancelling(task._loopscope_id, probe.frame_position(frame))
    task._loopscope_cancelling = requests


def report_step(task):
    """Tells the trace what a task waits for after a step, or how it ended."""
    if task._loopscope_id == NOT_TRACED:
        return
    waiter = task._fut_waiter
    if task.get_name() != task._loopscope_name:
        task._loopscope_name = task.get_name()
        bridge.rename_task(task._loopscope_id, task._loopscope_name)
    if waiter is None:
        _report_end(task)
    else:
        _report_wait(task, waiter)


def _report_wait(task, waiter):
    position, wait = probe.where(task.get_coro())
    kind, target, detail = probe.wait_reason(wait, waiter)
    deadline = getattr(waiter, "_loopscope_when", float("nan"))
    number = bridge.wait_kinds[kind]
    bridge.suspended(task._loopscope_id, number, target, _text(detail), position, deadline)


def _report_end(task):
    # `task.exception()` would count as retrieving it, and hide "exception was never retrieved".
    error = task._exception
    number = task._loopscope_id
    if error is not None:
        text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        position = probe.traceback_position(error.__traceback__)
        bridge.ended(number, OUTCOMES["failed"], bridge.text(text), position)
    elif task.cancelled():
        bridge.ended(number, OUTCOMES["cancelled"], 0, 0)
    else:
        bridge.ended(number, OUTCOMES["done"], 0, 0)


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
