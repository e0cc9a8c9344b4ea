"""Ctrl+C in a program that lives on: it ends what the program does, and leaves nothing half done around it."""

import signal

from . import bridge
from .probe import is_user_code
from .signals import handle_signals

_OUR_FOLDER = __file__.rpartition("/")[0] + "/"


def install():
    """Lets interrupts come only where the program can be interrupted."""
    signal.signal(signal.SIGINT, _on_interrupt)


def _on_interrupt(number, frame):
    if _is_in_program(frame):
        signal.default_int_handler(number, frame)
    # A task whose step is lost between the loop and the program would wait for ever.
    bridge.interrupt_later()


def _is_in_program(frame):
    """Whether a frame is that of a place made for signals, or is called by the program and is not ours."""
    code = frame.f_code
    if code.co_filename.startswith(_OUR_FOLDER):
        return code is handle_signals.__code__
    while frame is not None and not is_user_code(frame.f_code):
        frame = frame.f_back
    return frame is not None
