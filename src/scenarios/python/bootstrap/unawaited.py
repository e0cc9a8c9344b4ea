"""Coroutines that nobody awaited: where they were made.

The interpreter hands each one, when it is thrown away, to a function of `warnings`. We put ourselves
in front of it, and let the interpreter remember the line on which each coroutine is made.
"""

import sys
import warnings

from . import bridge, probe

_OUR_DEPTH = 1
_OUR_FOLDER = "/_loopscope/"
_NO_FRAME = sys.maxsize
_warn = warnings._warn_unawaited_coroutine


def _warn_unawaited_coroutine(coro):
    origin = coro.cr_origin
    if not origin:
        _warn(coro)
        return
    file, line, name = origin[0]
    is_user = not file.startswith(probe.LIBRARY_PREFIXES)
    bridge.never_awaited(coro.__qualname__, probe.line_position(file, line, name) if is_user else 0)
    if len(origin) > _OUR_DEPTH:
        # Debug mode wants to know more, and says it in the warning.
        _warn(coro)
        return
    message = f"coroutine '{coro.__qualname__}' was never awaited"
    if sys._getframe(1).f_code.co_filename.startswith(_OUR_FOLDER):
        # The program is over. The interpreter itself would have no frame left at this moment.
        warnings.warn(message, category=RuntimeWarning, stacklevel=_NO_FRAME)
    else:
        warnings.warn(message, category=RuntimeWarning, stacklevel=2, source=coro)


def install():
    """Begins to listen."""
    warnings._warn_unawaited_coroutine = _warn_unawaited_coroutine
    if bridge.recording:
        sys.set_coroutine_origin_tracking_depth(_OUR_DEPTH)
