"""`time.sleep` on the clock of the run, and the profiler's signal.

All clocks of the interpreter already follow the clock of the run, because the host answers the
system calls behind them. Only sleeping has to be replaced: the interpreter would poll the clock.
"""

import math
import signal
import sys
import time

from . import awaitable_call, bridge, places, probe
from .signals import handle_signals

# The host's profiler sends this signal while a step runs for long.
SAMPLE_SIGNAL = signal.SIGPROF


def sleep(seconds, /):
    """sleep(seconds)

    Delay execution for a given number of seconds.  The argument may be
    a floating-point number for subsecond precision.
    """
    left = _checked(seconds)
    frame = probe.user_frame(sys._getframe(1))
    position, call = 0, f"time.sleep({seconds})"
    if frame is not None:
        position = probe.frame_position(frame)
        call = places.call_text(frame.f_code, frame.f_lasti, call)
        awaitable_call.tell(frame, position, is_sleep=True)
    number = bridge.text(call)
    while left > 0:
        left -= bridge.checked(bridge.block(left, number, position))
        if left > 0:
            handle_signals()


def _checked(seconds):
    if not isinstance(seconds, (int, float)):
        if not hasattr(seconds, "__index__") and not hasattr(seconds, "__float__"):
            name = type(seconds).__name__
            raise TypeError(f"'{name}' object cannot be interpreted as an integer")
        seconds = float(seconds)
    if math.isnan(seconds):
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    return float(seconds)


def _on_sample(_signum, frame):
    bridge.sample(probe.frame_position(frame))
    # Between two lines of the program, as natively, threads may do what they do until now.
    if probe.is_user_code(frame.f_code):
        bridge.checked(bridge.threads.let_catch_up())


def install():
    """Replaces `time.sleep`, and starts to listen to the profiler."""
    time.sleep = sleep
    signal.signal(SAMPLE_SIGNAL, _on_sample)
