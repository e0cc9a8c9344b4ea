"""Daemon threads that wait for ever, as those of workers do when there is no more work.

Nothing of such a thread runs any more until the program ends, so it can be left where it waits: its frames
are kept as they are. That works if none of them would do something when an exception passes.
"""

import dis
import sys
import threading

from .jobs import running
from .waiting import refusal, settled

_GIVES_TO_IT = (
    "a daemon thread was left waiting there, and it cannot go on, because here a thread runs as a whole. "
    "Give it everything before the program waits."
)

# What they do when an exception passes is nothing that a program sees.
_BEGINNINGS = (threading.Thread.run.__code__, threading.Thread._bootstrap_inner.__code__)

_kept = []
"""Exceptions that have the frames."""


class LeftWaiting(BaseException):
    """Leads out of a thread that is left where it waits."""


def leave_or_refuse(call, awaited):
    """Leaves a daemon thread waiting for ever, if that can be; else raises the refusal of `call`.

    `awaited` is the queue or event that is told so.
    """
    if not _can_be_left():
        raise refusal(call)
    awaited._is_awaited = True
    awaited._lane.await_from(settled())
    error = LeftWaiting()
    _kept.append(error)
    raise error


def refuse_to_give(call):
    """The exception for giving something to a thread that was left."""
    return refusal(call, _GIVES_TO_IT)


def _can_be_left():
    if len(running) != 1 or not threading.current_thread().daemon:
        return False
    frame = sys._getframe(1)
    while frame.f_code not in _BEGINNINGS:
        if _handles_exceptions(frame):
            return False
        frame = frame.f_back
    return True


def _handles_exceptions(frame):
    entries = dis._parse_exception_table(frame.f_code)
    return any(start <= frame.f_lasti < end for start, end, *_ in entries)
