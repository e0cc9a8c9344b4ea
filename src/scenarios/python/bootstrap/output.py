"""Standard output and standard error, which leave the line that prints for the host.

The bytes go the way they always go. The number of the position lies in memory where the host looks for
it, since calling the host would take longer than printing.
"""

import array
import io
import sys

from . import probe

_place = array.array("I", [0])

ADDRESS = _place.buffer_info()[0]
"""Where the number of the position of what is written next lies; the host sets it back to 0."""

_frame = sys._getframe
_write = io.FileIO.write.__get__

# What printed last, if it was the user's own code, and the number of its position.
_code = None
_instruction = -1
_position = 0


class _Printer(io.FileIO):
    """The bytes of a standard stream."""

    @property
    def write(self):
        """What writes, for the one who is about to call it.

        It is C's own function: a signal that came to Python's code after the bytes are written would
        make the buffer above write them once more.
        """
        frame = _frame(1)
        if frame.f_code is _code and frame.f_lasti == _instruction:
            _place[0] = _position
        else:
            _find_place(frame)
        return _write(self)


def _find_place(frame):
    global _code, _instruction, _position
    try:
        position = probe.frame_position(frame)
        is_users = probe.is_user_code(frame.f_code)
    except RecursionError:
        # The program has no frames left; what it prints must be seen.
        return
    _place[0] = position
    if is_users:
        _code, _instruction, _position = frame.f_code, frame.f_lasti, position


def install():
    """Puts our streams where the interpreter had put its own, which they equal in all else."""
    sys.stdout = sys.__stdout__ = _like(sys.stdout)
    sys.stderr = sys.__stderr__ = _like(sys.stderr)


def _like(stream):
    raw = _Printer(stream.fileno(), "w", closefd=False)
    raw.name = stream.name
    text = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=True,
    )
    text.mode = stream.mode
    return text
