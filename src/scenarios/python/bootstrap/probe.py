"""Says where in the user's files a task stands, and what it waits for.

It looks only; nothing here may change what a program can see. Positions are kept by code object and
instruction, so that a task that stops at the same `await` again costs a few lookups.
"""

import gc
import linecache
import sys
from types import AsyncGeneratorType, CodeType, CoroutineType, GeneratorType

from . import bridge, places
from .waits import LIBRARY, WAITS

LIBRARY_PREFIXES = (
    "/lib/python3",
    sys.prefix + "/lib/python3",
    "<",
    "/_loopscope/",
)

_USER = "user"
_LOOP = "loop"
# As the host knows them; a word of `WAITS` has the number of its wait.
_KINDS = {_USER: -1, LIBRARY: -2}

# What runs the callbacks of a loop, and what runs the jobs of a thread.
_BEGINNINGS = {"_runner.<locals>.run_handle", "_in_thread"}

_kinds: dict[int, tuple] = {}
"""id(code) -> (code, kind, positions by instruction). The code is kept alive, so its id stays its own."""


def is_user_code(code: CodeType) -> bool:
    """True for code of the user's own files; `is_users` is faster for code that is seen often."""
    return not code.co_filename.startswith(LIBRARY_PREFIXES)


def _classify(code: CodeType):
    if is_user_code(code):
        kind = _USER
    elif code.co_qualname in _BEGINNINGS:
        kind = _LOOP
    else:
        file = code.co_filename.rpartition("/")[2]
        kind = WAITS.get((file, code.co_qualname), LIBRARY)
    known = _kinds[id(code)] = (code, kind, {})
    number = _KINDS.get(kind, bridge.wait_kinds.get(kind))
    if number is not None:
        bridge.learn_code(id(code), number)
    return known


def kind_of(code: CodeType):
    """`_USER`, `_LOOP` for what runs all callbacks, `LIBRARY`, or the word for what a coroutine of the library waits for."""
    return (_kinds.get(id(code)) or _classify(code))[1]


def is_users(code: CodeType) -> bool:
    """As `is_user_code`, but looks at each code only once."""
    return kind_of(code) is _USER


def position_of(code: CodeType, instruction: int) -> int:
    """The number of the source position of an instruction (`f_lasti`) of user code."""
    positions = (_kinds.get(id(code)) or _classify(code))[2]
    known = positions.get(instruction)
    if known is None:
        known = positions[instruction] = _new_position(code, instruction)
    return known


def _new_position(code: CodeType, instruction: int) -> int:
    place = places.place_of(code, instruction)
    number = bridge.position(*place, code.co_qualname) if place else 0
    bridge.learn_position(id(code), instruction, number)
    return number


def first_line_of(coroutine) -> int:
    """The number of the position at which a coroutine of the user begins, 0 for other coroutines."""
    code = getattr(coroutine, "cr_code", None) or getattr(coroutine, "gi_code", None)
    if code is None:
        return 0
    known = _kinds.get(id(code)) or _classify(code)
    return (known[2].get(-1) or position_of(code, -1)) if known[1] is _USER else 0


def line_position(file: str, line: int, name: str) -> int:
    """The number of the position of a whole line of the user's files."""
    text = linecache.getline(file, line)
    column, end_column = (places.utf16_column(text, at) for at in places.whole_line(text))
    return bridge.position(file, line, column, line, end_column, name)


def user_frame(frame):
    """The innermost user frame at or above `frame`, or None.

    It is looked for in the callback that runs: who started the loop has no part in what a callback
    does.
    """
    while frame is not None:
        kind = kind_of(frame.f_code)
        if kind is _USER:
            return frame
        if kind is _LOOP:
            return None
        frame = frame.f_back
    return None


def frame_position(frame) -> int:
    """The number of the position of `user_frame(frame)`, 0 if there is none."""
    # Asked for each new task, so it calls nothing that it need not call.
    while frame is not None:
        code = frame.f_code
        known = _kinds.get(id(code)) or _classify(code)
        if known[1] is _USER:
            return known[2].get(frame.f_lasti) or position_of(code, frame.f_lasti)
        if known[1] is _LOOP:
            return 0
        frame = frame.f_back
    return 0


def position_if_user(frame) -> int:
    """The number of the position of a frame, 0 if it is not of the user's code."""
    code = frame.f_code
    known = _kinds.get(id(code)) or _classify(code)
    if known[1] is not _USER:
        return 0
    return known[2].get(frame.f_lasti) or position_of(code, frame.f_lasti)


def traceback_position(traceback) -> int:
    """The number of the position of the innermost user frame of a traceback, 0 if none."""
    found = 0
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if kind_of(code) is _USER:
            found = position_of(code, traceback.tb_lasti)
        traceback = traceback.tb_next
    return found


def where(coroutine, frames=None):
    """The position at which a suspended coroutine stands in the user's files, what it waits for, and the
    coroutine of the library that waits, or None.

    Appends the frames of the user's coroutines to `frames`, outermost first.
    There is no user code below a coroutine of the library that waits. Frames are asked for in user
    code only, since asking makes them.
    """
    position = 0
    while True:
        if type(coroutine) is CoroutineType:
            code = coroutine.cr_code
            known = _kinds.get(id(code)) or _classify(code)
            frame = coroutine.cr_frame if known[1] is _USER else None
            below = coroutine.cr_await
        else:
            known, frame, below = _other(coroutine)
        wait = known[1]
        if wait is _USER:
            if frame is None:
                return position, LIBRARY, None
            if frames is not None:
                frames.append(frame)
            instruction = frame.f_lasti
            position = known[2].get(instruction) or position_of(known[0], instruction)
        elif wait is not LIBRARY:
            return position, wait, coroutine
        elif below is None:
            return position, LIBRARY, None
        coroutine = below


_NOTHING = (None, LIBRARY, {})


def _other(awaitable):
    """(what is known of its code, frame, next awaitable) of anything but a coroutine."""
    names = _NAMES.get(type(awaitable))
    if names is None:
        return _NOTHING, None, _behind(awaitable)
    code_name, frame_name, below_name = names
    code = getattr(awaitable, code_name)
    known = _kinds.get(id(code)) or _classify(code)
    return known, getattr(awaitable, frame_name), getattr(awaitable, below_name)


def _behind(awaitable):
    """What is behind the object with which `async for` or `__await__` hides it, or None."""
    if type(awaitable).__name__ not in _HIDING:
        return None
    for candidate in gc.get_referents(awaitable):
        if type(candidate) in _NAMES:
            return candidate
    return None


_HIDING = {
    "async_generator_asend",
    "async_generator_athrow",
    "anext_awaitable",
    "coroutine_wrapper",
}

# Attributes with the code, the frame and the next awaitable of what can be suspended.
_NAMES = {
    CoroutineType: ("cr_code", "cr_frame", "cr_await"),
    GeneratorType: ("gi_code", "gi_frame", "gi_yieldfrom"),
    AsyncGeneratorType: ("ag_code", "ag_frame", "ag_await"),
}


def forget():
    """Forgets all positions, as if no program had run."""
    _kinds.clear()
