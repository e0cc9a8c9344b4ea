"""asyncio's own task, observed: when somebody asks it to cancel or takes that back, and when it begins eagerly."""

import asyncio
import sys
from asyncio import coroutines, tasks

from . import bridge, probe
from .describe import learn
from .steps import NOT_TRACED, register, report_eager_step
from .threads.jobs import running
from .traces import forget_our_frames, printing_stack


class Task(asyncio.Task):
    """A task that tells the trace what no callback of the loop would tell."""

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        if eager_start and _can_be_seen(coro, loop):
            keywords = {"loop": loop, "name": name, "context": context, "eager_start": eager_start}
            self._begin(coro, keywords)
            return
        super().__init__(coro, loop=loop, name=name, context=context, eager_start=eager_start)
        if self._source_traceback:
            forget_our_frames(self._source_traceback)

    def _begin(self, coro, keywords):
        # The number must exist before the first step, which runs inside the constructor.
        register(self, sys._getframe(2), coro, keywords["name"] or "")
        bridge.begin_eager_step(self._loopscope_id)
        error = None
        try:
            super().__init__(coro, **keywords)
            forget_our_frames(self._source_traceback)
        except BaseException as raised:
            error = raised
            raise
        finally:
            report_eager_step(self, error)
            self = error = None  # The frames of an exception must not keep the task alive.

    def cancel(self, msg=None):
        number = getattr(self, "_loopscope_id", NOT_TRACED)
        if number != NOT_TRACED and bridge.recording and not self.done():
            caller = sys._getframe(1)
            bridge.cancelling(number, probe.frame_position(caller), _is_interrupt(caller))
        return super().cancel(msg)

    def uncancel(self):
        asked = self.cancelling()
        number = getattr(self, "_loopscope_id", NOT_TRACED)
        if asked and number != NOT_TRACED and bridge.recording:
            bridge.uncancelled(number, asked - 1, probe.frame_position(sys._getframe(1)))
        return super().uncancel()

    def print_stack(self, *, limit=None, file=None):
        printing_stack(self, limit, lambda: super(Task, self).print_stack(limit=limit, file=file))


_ON_SIGINT = asyncio.Runner._on_sigint.__code__


def _is_interrupt(frame):
    """Whether asyncio's handler of SIGINT asks, also through what the task awaits."""
    while frame is not None and not probe.is_users(frame.f_code):
        if frame.f_code is _ON_SIGINT:
            return True
        frame = frame.f_back
    return False


def _can_be_seen(coroutine, loop):
    return bridge.recording and not running and coroutines.iscoroutine(coroutine) and loop and loop.is_running()


# A program that prints the type sees what it would see without us.
Task.__module__, Task.__qualname__ = asyncio.Task.__module__, asyncio.Task.__qualname__
Task.__doc__ = asyncio.Task.__doc__


def install():
    """Makes every task of asyncio one that is observed."""
    asyncio.Task = tasks.Task = Task
    learn(Task, lambda task, _depth: "".join(("<Task ", task.get_name(), ">")))
    factory = tasks.create_eager_task_factory(Task)
    asyncio.eager_task_factory = tasks.eager_task_factory = factory
