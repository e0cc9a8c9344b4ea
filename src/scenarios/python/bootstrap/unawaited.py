"""Coroutines that nobody awaited: where they were made.

The interpreter hands each one, when it is thrown away, to a function of `warnings`. Ours takes its
place, and lets the interpreter remember the line on which each coroutine is made.
"""

import linecache
import sys
import traceback
import warnings

from . import bridge, probe

_OUR_DEPTH = 1
_OUR_FOLDER = "/_loopscope/"
_NO_FRAME = sys.maxsize


def _warn_unawaited_coroutine(coro):
    """Tells the trace, and warns as the interpreter does."""
    origin = coro.cr_origin or ()
    if origin:
        bridge.never_awaited(coro.__qualname__, _position_of(*origin[0]))
    message = f"coroutine '{coro.__qualname__}' was never awaited{_story_of(origin)}"
    if sys._getframe(1).f_code.co_filename.startswith(_OUR_FOLDER):
        # The program is over. The interpreter itself would have no frame left at this moment.
        warnings.warn(message, category=RuntimeWarning, stacklevel=_NO_FRAME)
    else:
        warnings.warn(message, category=RuntimeWarning, stacklevel=2, source=coro)


def _position_of(file, line, name):
    is_user = not file.startswith(probe.LIBRARY_PREFIXES)
    return probe.line_position(file, line, name) if is_user else 0


def _story_of(origin):
    """How the coroutine came about, if the program itself wants to know: in debug mode it does."""
    if _asked == 0 or not origin:
        return ""
    frames = [
        (file, line, name, linecache.getline(file, line))
        for file, line, name in reversed(origin)
        if not file.startswith(_OUR_FOLDER)
    ]
    calls = "".join(traceback.format_list(frames))
    return f"\nCoroutine created at (most recent call last)\n{calls}".rstrip("\n")


_set_depth = sys.set_coroutine_origin_tracking_depth
_asked = 0
"""The depth that the program has asked for."""


def _get_asked_depth():
    return _asked


def _ask_for_depth(depth):
    global _asked
    _set_depth(depth)
    _asked = depth
    _set_depth(max(depth, _OUR_DEPTH))


def install():
    """Begins to listen, so that the program does not notice."""
    warnings._warn_unawaited_coroutine = _warn_unawaited_coroutine
    if bridge.recording:
        sys.get_coroutine_origin_tracking_depth = _get_asked_depth
        sys.set_coroutine_origin_tracking_depth = _ask_for_depth
        _set_depth(_OUR_DEPTH)
