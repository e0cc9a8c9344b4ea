"""How the program, or a thread, waits for what others do; and what cannot be waited for.

A wait is a function that gives the time at which it is over, as far as that is known: a time that has
passed if it is over, `NEVER` if nobody knows. All times are seconds.
"""

import sys
from asyncio import events

from .. import bridge, places, probe, versions
from .jobs import paused, questions, running

NEVER = float("inf")
OVER = 0.0
"""It is over already."""

_NO_LIMIT = float("nan")
_SHORT = 0.1

# How a wait ended; see `threads.ts`.
ENDED, LATE, UNKNOWN, INTERRUPTED = range(4)

OUT_OF_ORDER = (
    "a thread that ran before was there at a later time already, and what it did cannot be undone."
)
ENDLESS = (
    "here a thread runs as a whole, so it asks again and again before anybody else can set the event."
)
LOOP_STANDS_STILL = (
    "nothing is left that its loop could run, and here a thread runs as a whole, so nobody can give it "
    "something later. Run the loop in the program, and what blocks in threads."
)
_AS_A_WHOLE = (
    "here a thread runs as a whole, so it cannot wait for what the program, the loop or another "
    "thread does later. If it waits in a function of yours with `def`, it can pause there."
)
_HOLDS_THE_LOOP = "it holds the loop, and nothing but the loop could end this wait."
_NOTHING_LEFT = "nothing that is left could end this wait."

_told = {}
"""The part of `paused` of which `never_ends` has told."""

# Functions of the host; looking for them each time would take longer than calling them.
_time = _settled_time = None


def install():
    """Takes hold of the host's functions."""
    global _time, _settled_time
    _time, _settled_time = bridge.time, bridge.settled_time


class Pause(BaseException):
    """What a thread waits for; it also leads out of the call that waits."""

    def __init__(self, when, until, place=""):
        self.when = when
        self.until = until
        self.place = place
        """The call that waits, and its line, in words."""
        self.lane = None
        """What it waits for, if the trace was told."""

    def is_over(self):
        return self.when() <= now()


def now():
    """The time, exactly as the host has it; that of the thread that runs now."""
    return _time()


def settled():
    """The time, after all the work that was done so far by the thread that runs now."""
    return bridge.checked(_settled_time())


def is_in_thread():
    """Whether a thread runs now; a process is none."""
    return bool(running) and not running[-1].is_process


def can_pause():
    """Whether a wait leads out of the call that waits, which is made again afterwards."""
    return bool(running) and running[-1].point is not None


def is_ahead():
    """Whether the time is that of a thread, and the program's own has not come that far."""
    return bool(running) and now() > bridge.threads.main_time()


def catches_up(asked):
    """Lets a thread that can pause wait until somebody has asked; returns whether it has waited.

    Others that can pause are ahead of it only by a short piece of work, and it may well have to wait for the core.
    """
    if not (running and running[-1].pauses and asked - now() <= _SHORT):
        return False
    pass_until(asked, "")
    return True


def hold(when, fallback, timeout=None):
    """Waits until `when()`, for at most `timeout` seconds; returns whether it is over.

    Raises `RuntimeError` if nothing that is known can end the wait. `fallback` is the call in words,
    for when the source does not say it.
    """
    ending = try_to_hold(when, fallback, timeout)
    if ending == UNKNOWN:
        if paused and not running and events._get_running_loop() is None:
            raise never_ends(place_of(fallback))
        raise refusal(fallback)
    return ending == ENDED


def try_to_hold(when, fallback, timeout=None, may_pause=True):
    """As `hold`, but returns how the wait ended."""
    from ..loop import _handle_signals

    begin = settled()
    # A real clock goes on meanwhile, and what is over may say that it is so since now.
    if when() <= now():
        return ENDED
    end = NEVER if timeout is None else begin + max(timeout, 0)
    if may_pause and can_pause():
        return running[-1].point.pause_or_end(when, end, place_of(fallback))
    _, position, call = _place(fallback)
    while True:
        left = _NO_LIMIT if timeout is None else max(end - now(), 0)
        questions.append(when)
        try:
            answer = bridge.threads.hold(left, bridge.text(call), position)
        finally:
            questions.pop()
        if bridge.checked(answer) != INTERRUPTED:
            return answer
        _handle_signals()


def pass_until(time, fallback):
    """Holds the thread, or the program, until a time."""
    # Who calls this may have changed something already, so a call that pauses could not be made again.
    try_to_hold(lambda: time, fallback, may_pause=False)


def refusal(fallback, reason=None):
    """The exception that says why a call cannot be simulated, and where it stands."""
    thread = f" in {running[-1].name}" if running else ""
    error = RuntimeError(f"{place_of(fallback)} cannot be simulated{thread}: {reason or _reason()}")
    error._loopscope_refused = True
    return error


def never_ends(beginning):
    """The exception for a wait, of the program or at its end, when all threads that are left wait, too."""
    _told.update(paused)
    waits = " and ".join(f"{name} waits at {place}" for name, place in paused.values())
    return RuntimeError(f"{beginning} never ends: {waits}, for what nobody gives any more.")


def is_told():
    """Whether `never_ends` has told of all threads that wait now."""
    return _told.items() >= paused.items()


def place_of(fallback):
    """The user's call, and its line or that of what has asked for it."""
    line, _, call = _place(fallback)
    if line:
        return f"`{call}` in line {line}"
    line = running[-1].line if running else 0
    return f"`{call}`, which line {line} starts in a {_kind()}," if line else f"`{call}`"


def _kind():
    return "process" if running[-1].is_process else "thread"


def _reason():
    if running:
        return _AS_A_WHOLE
    return _NOTHING_LEFT if events._get_running_loop() is None else _HOLDS_THE_LOOP


def _place(fallback):
    """(line, position, text) of the user's call."""
    frame = probe.user_frame(sys._getframe(1))
    if frame is None:
        return 0, 0, fallback
    text = places.call_text(frame.f_code, frame.f_lasti, fallback)
    lines = versions.lines_now(frame.f_code, frame.f_lineno, frame.f_lineno)
    return lines[0] if lines else 0, probe.frame_position(frame), text
