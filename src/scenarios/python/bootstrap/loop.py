"""asyncio's event loop, forwarded to the runtime core.

The queue of ready callbacks, the timers and the clock are the core's. Callbacks stay here and are
known to the core by number, so nothing but small integers crosses the border.
"""

import asyncio
import sys
import warnings
from asyncio import events, futures
from time import monotonic

from . import bridge, keyboard, probe, stack
from .missing_modules import INSIDE_OF_LOOP
from .network_loop import NetworkEventLoop
from .signal_handlers import SignalHandlers
from .signals import handle_signals as _handle_signals
from .steps import NOT_TRACED, StepWrapper, register, report_step, task_of
from .threads import waiting
from .traces import forget_our_frames

# Seconds; the resolution of the core's clocks.
_RESOLUTION = 1e-9

_sleep_is_over = futures._set_result_unless_cancelled

# What `run_handle` answers when it has nothing to say, and when an exception must end the loop.
NOTHING = -1
PROPAGATE = bridge.PROPAGATE

# Stands for "let the interpreter handle its signals" where the number of a callback is expected.
SIGNALS = 0

# Callbacks of asyncio itself, in words for the loop's lane. All words hold a space: no function of a program has such a name.
_WORDS = {
    "_set_result_unless_cancelled": "sleep is over",
    "_release_waiter": "timeout of wait",
    "Timeout._on_timeout": "timeout is over",
    "_run_until_complete_cb": "run_until_complete: it is done",
    "Runner._on_sigint.<locals>.<lambda>": "interrupt: the loop is woken",
    "gather.<locals>._done_callback": "gather: one is done",
    "_wait.<locals>._on_completion": "wait: one is done",
    "TaskGroup._on_task_done": "task group: one is done",
    "shield.<locals>._inner_done_callback": "shield: the inner task is done",
    "shield.<locals>._outer_done_callback": "shield: the outer future is done",
    "shield.<locals>._clear_awaited_by_callback": "shield: nobody waits any more",
    "_log_on_exception": "shield: the inner task is done",
    "_AsCompletedIterator._handle_completion": "as_completed: one is done",
    "_AsCompletedIterator._handle_timeout": "timeout of as_completed",
    "_chain_future.<locals>._set_state": "executor: the result is here",
    "_chain_future.<locals>._call_check_cancel": "executor: its future is done",
    "BaseEventLoop.shutdown_asyncgens": "async generators are closed",
    "LoopscopeEventLoop.shutdown_default_executor": "the executor is closed",
    "_SelectorSocketTransport._read_ready": "socket: there is something to read",
    "_SelectorSocketTransport._write_sendmsg": "socket: there is room to write",
    "_SelectorSocketTransport._call_connection_lost": "socket: the connection is over",
    "_SelectorTransport._add_reader": "socket: begin to read",
    "BaseSelectorEventLoop._accept_connection": "server: there is a client",
    "BaseSelectorEventLoop._sock_recv": "socket: there is something to read",
    "BaseSelectorEventLoop._sock_recv_into": "socket: there is something to read",
    "BaseSelectorEventLoop._sock_sendall": "socket: there is room to write",
    "BaseSelectorEventLoop._sock_accept": "server: there is a client",
    "BaseSelectorEventLoop._sock_read_done": "socket: nobody waits any more",
    "BaseSelectorEventLoop._sock_write_done": "socket: nobody waits any more",
    "NetworkEventLoop._sock_connect_cb": "socket: connected, or not",
    "TlsTransport._handshake_is_over": "socket: TLS is ready, or not",
    "TlsTransport._call_connection_lost": "socket: the connection is over",
    "_name_is_looked_up": "the name is looked up",
    "_line_is_there": "input: a line is there",
    "Notebook._cell_is_over": "the cell is over",
    "_pause_is_over": "the next cell is run",
}


class Handle(events.Handle):
    """A handle that knows its number, so that the core hears when it is cancelled.

    `_task` is the task of which it runs a step, or None.
    """

    __slots__ = ("_number", "_task")

    def cancel(self):
        if not self._cancelled:
            self._loop._handle_cancelled(self)
        super().cancel()


class TimerHandle(events.TimerHandle):
    """A timer that knows its number, so that the core hears when it is cancelled."""

    __slots__ = ("_number",)
    _task = None


class _Step:
    """The step that a loop runs now, if any."""

    __slots__ = ("channel", "task", "next")

    def __init__(self):
        self.channel = 0
        """The number of the loop's channel."""
        self.task = None
        """Whose step it is; None for a callback and for a task of asyncio itself."""
        self.next = 0
        """The number of the handle of the next step, if the task is ready again at once."""


class _GuardedClass(type):
    """A class into which nest_asyncio cannot put its own iterations, which would go on for ever here."""

    def __setattr__(cls, name, value):
        if getattr(value, "__module__", None) == "nest_asyncio":
            raise RuntimeError(INSIDE_OF_LOOP)
        super().__setattr__(name, value)


class LoopscopeEventLoop(SignalHandlers, NetworkEventLoop, metaclass=_GuardedClass):
    """An event loop whose queue, timers and clock belong to the runtime core."""

    def __init__(self, selector=None):
        """`selector` has no effect: there is one that fits."""
        super().__init__()
        self._handles = {}
        self._count = SIGNALS
        self._raised = []
        self._step = _Step()
        runner = _runner(self._handles, self._raised, self._selector.handles, self._step)
        channel = bridge.open_loop(runner, _locator(self._handles))
        self._channel = channel
        self._channel_number = self._step.channel = channel.number
        self._selector.use(channel, _name_of)

    # Scheduling

    def call_soon(self, callback, *args, context=None):
        if self._closed or self._debug:
            self._check(callback, "call_soon")
        handle = Handle(callback, args, self, context)
        if handle._source_traceback:
            forget_our_frames(handle._source_traceback)
        self._count = handle._number = number = self._count + 1
        self._handles[number] = handle
        if type(callback) is StepWrapper:
            task = callback.__self__
            step = self._step
            if task is step.task:
                # This ends the step, so that the core hears of it when the step is over.
                handle._task = task
                step.next = number
                return handle
        else:
            task = task_of(callback)
        handle._task = task
        if task is None:
            self._call_soon_callback(number, callback, sys._getframe(1))
            return handle
        task_number = getattr(task, "_loopscope_id", None)
        if task_number is None:
            task_number = register(task, sys._getframe(1))
        if task_number == NOT_TRACED:
            handle._task = None
            self._call_soon_callback(number, task.get_coro(), sys._getframe(1))
            return handle
        bridge.call_soon(self._channel_number, number, task_number)
        return handle

    def _call_soon_callback(self, number, callback, frame):
        if not bridge.recording:
            bridge.call_soon_callback(self._channel_number, number, 0, 0)
            return
        # Where user code asked for a callback; 0 if asyncio did.
        name, position = _name_of(callback), probe.position_if_user(frame)
        bridge.call_soon_callback(self._channel_number, number, name, position)

    def call_soon_threadsafe(self, callback, *args, context=None):
        if bridge.threads.running:
            return self._call_soon_from_thread(callback, args, context)
        handle = self.call_soon(callback, *args, context=context)
        if handle._source_traceback:
            forget_our_frames(handle._source_traceback)
        self._channel.wake()
        return handle

    def _call_soon_from_thread(self, callback, args, context):
        self._check_closed()
        if self._debug:
            self._check_callback(callback, "call_soon_threadsafe")
        handle = Handle(callback, args, self, context)
        self._count = handle._number = number = self._count + 1
        handle._task = None
        self._handles[number] = handle
        self._channel.call_soon_threadsafe(number, _name_of(callback))
        return handle

    def call_later(self, delay, callback, *args, context=None):
        if delay is None:
            raise TypeError("delay must not be None")
        now = monotonic()
        when = now + delay
        if 0 < delay < _RESOLUTION:
            # A virtual clock would not move, and what waits for it would wait again and again.
            when = now + _RESOLUTION
        if callback is _sleep_is_over:
            args[0]._loopscope_when = when
            args[0]._loopscope_delay = delay
        return self._set_timer(when, callback, args, context, "call_later", sys._getframe(1))

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        return self._set_timer(when, callback, args, context, "call_at", sys._getframe(1))

    def _set_timer(self, when, callback, args, context, method, frame):
        if self._closed or self._debug:
            self._check(callback, method)
        timer = TimerHandle(when, callback, args, self, context)
        if timer._source_traceback:
            forget_our_frames(timer._source_traceback)
        self._count = timer._number = number = self._count + 1
        self._handles[number] = timer
        timer._scheduled = True
        position = probe.position_if_user(frame)
        bridge.call_at(self._channel_number, number, float(when), _name_of(callback), position)
        return timer

    def _handle_cancelled(self, handle):
        if self._handles.pop(handle._number, None) is not None:
            bridge.cancel_handle(self._channel_number, handle._number)

    def _timer_handle_cancelled(self, handle):
        if self._handles.pop(handle._number, None) is not None:
            handle._scheduled = False
            bridge.cancel_timer(self._channel_number, handle._number)

    def _check(self, callback, method):
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, method)

    # Running

    def run_forever(self):
        if not waiting.is_in_thread():
            self._run(self._channel.run_forever)
        elif self.run_unless_stalled():
            raise waiting.refusal("loop.run_forever()", waiting.LOOP_STANDS_STILL)

    def run_now(self, most):
        """Runs what can run at this moment, in `most` iterations at the most. Not part of asyncio.

        Returns whether somebody has stopped the loop.
        """
        return self._run(self._run_and_look, most)

    def _run_and_look(self, most):
        self._channel.run_now(most)
        return self._stopping

    def has_ready(self):
        """Whether something would run at once. Not part of asyncio."""
        return self._channel.has_ready()

    def next_timer(self):
        """When the first timer is due, in seconds; infinite if there is none. Not part of asyncio."""
        return self._channel.next_timer()

    def run_out(self):
        """Runs as long as something will run by itself. Not part of asyncio."""
        self._run(self._channel.run_out)

    def run_unless_stalled(self):
        """As `run_forever`; True if nothing can go on before somebody stops it. Not part of asyncio."""
        return self._run(self._channel.run_unless_stalled)

    def run_for_cell(self):
        """As `run_forever`. Returns why it left before somebody stopped it, if it did. Not part of asyncio.

        `"stalled"` if nothing can go on; `"seconds"` or `"steps"` if it has reached that limit. Then it may go
        on for a little while, to clean up.
        """
        return self._run(self._channel.run_for_cell)

    def has_work_ahead(self):
        """Whether something would run by itself. Not part of asyncio."""
        return self._channel.has_work_ahead()

    def _run(self, run, *args):
        self._run_forever_setup()
        try:
            answer = run(*args)
            raised = self._raised or bridge.raised
            if raised:
                raise raised.pop()
            return answer
        finally:
            self._run_forever_cleanup()

    def stop(self):
        self._stopping = True
        self._channel.stop()

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        if self._closed:
            return
        super().close()
        self._handles.clear()
        self._channel.close()

    def run_in_executor(self, executor, func, *args):
        """As asyncio's own; but what a person types is awaited by the loop."""
        reading = None if self._closed else keyboard.read_in_thread(self, func, args)
        return super().run_in_executor(executor, func, *args) if reading is None else reading

    async def shutdown_default_executor(self, timeout=None):
        """As asyncio's own, which lets a thread wait for the executor's threads."""
        self._executor_shutdown_called = True
        executor = self._default_executor
        if executor is None:
            return
        executor.shutdown(wait=False)
        joined = self.create_future()
        executor.when_idle(lambda: self._threads_are_over(joined))
        try:
            async with asyncio.timeout(timeout):
                await joined
        except TimeoutError:
            message = f"The executor did not finishing joining its threads within {timeout} seconds."
            warnings.warn(message, RuntimeWarning, stacklevel=2)

    def _threads_are_over(self, joined):
        if not self._closed:
            self.call_soon_threadsafe(_sleep_is_over, joined, None)

    def call_exception_handler(self, context):
        message = context.get("message") or ""
        number = getattr(context.get("future"), "_loopscope_id", NOT_TRACED)
        if number != NOT_TRACED and message.endswith(" exception was never retrieved"):
            bridge.never_retrieved(number)
        if message == "Task was destroyed but it is pending!":
            number = getattr(context.get("task"), "_loopscope_id", NOT_TRACED)
            if number != NOT_TRACED:
                bridge.task_destroyed(number)
        forget_our_frames(context.get("source_traceback"))
        super().call_exception_handler(context)


def _runner(handles, raised, watched, step):
    """The function through which the core runs the callback of a number; it does not keep the loop alive.

    `watched` holds the callbacks that stay: those that wait for sockets.

    Answers `PROPAGATE` after `SystemExit` or `KeyboardInterrupt`, the number of the next step if the
    callback was a step after which its task is ready again at once, and else `NOTHING`.
    """

    recording = bridge.recording

    def run_handle(number):
        handle = handles.pop(number, None)
        if handle is None:
            if number == SIGNALS:
                return _propagating(raised, _handle_signals)
            handle = watched.get(number)
            return NOTHING if handle is None else _propagating(raised, _run_plainly, handle)
        step.task = task = handle._task
        try:
            if handle._source_traceback is None:
                handle._run()
            else:
                _run_in_debug_mode(handle)
        except BaseException as error:
            raised.append(error)
            if step.next:
                _schedule_next(step)
            elif task is not None and recording:
                report_step(task)
            return PROPAGATE
        else:
            following = step.next
            if following:
                step.next = 0
                return following
            if task is not None and recording:
                report_step(task)
            return NOTHING
        finally:
            # The frames of an exception must not keep the task alive.
            handle = task = step.task = None

    return run_handle


def _schedule_next(step):
    """An exception came when the step was over already, and its task ready again."""
    number = step.task._loopscope_id
    bridge.call_soon(step.channel, step.next, number)
    step.next = 0
    bridge.yielded(number, stack.ready_at(step.task) if bridge.recording else 0)


def _locator(handles):
    """The function that says at which position the task stands whose next step is the handle of a number."""
    return lambda number: stack.ready_at(handles[number]._task)


def _propagating(raised, function, *args):
    try:
        function(*args)
    except BaseException as error:
        raised.append(error)
        return PROPAGATE
    return NOTHING


def _run_plainly(handle):
    """Runs a callback that is no step of a task."""
    if handle._source_traceback is None:
        handle._run()
    else:
        _run_in_debug_mode(handle)


def _run_in_debug_mode(handle):
    """Runs a callback as `BaseEventLoop._run_once` does in debug mode."""
    loop = handle._loop
    loop._current_handle = handle
    started = monotonic()
    try:
        handle._run()
    finally:
        loop._current_handle = None
        words = asyncio.base_events._format_handle(handle)
        handle = None  # The frames of an exception must not keep the task alive.
    took = monotonic() - started
    if took >= loop.slow_callback_duration:
        asyncio.base_events.logger.warning("Executing %s took %.3f seconds", words, took)


_names = {}


def forget():
    """Forgets all names, as if no program had run."""
    _names.clear()


def _name_of(callback):
    """The number of a callback's name in the trace."""
    while hasattr(callback, "func"):
        callback = callback.func
    name = getattr(callback, "__qualname__", None) or type(callback).__qualname__
    if name in _WORDS and not _is_users(callback):
        name = _WORDS[name]
    number = _names.get(name)
    if number is None:
        number = _names[name] = bridge.text(name)
    return number


def _is_users(callback):
    code = getattr(callback, "__code__", None) or getattr(callback, "cr_code", None)
    return code is not None and probe.is_users(code)
