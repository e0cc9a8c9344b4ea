"""What the interpreter prints and answers when nobody catches an exception."""

import linecache
import sys
import traceback

from . import idioms, places, probe
from .traces import keep_user_frames


def report(error):
    """Prints what the interpreter prints of an error that nobody caught: (problem, exit code)."""
    if isinstance(error, SystemExit):
        return None, _exit_code(error.code)
    problem = _problem(error)
    if problem is not None:
        _look_for_old_idiom(error, problem)
    keep_user_frames(error)
    sys.stdout.flush()
    traceback.print_exception(error)
    return problem, 130 if isinstance(error, KeyboardInterrupt) else 1


def _look_for_old_idiom(error, problem):
    file = problem["file"]
    text = "".join(linecache.getlines(file))
    try:
        idioms.report(error, file, problem["line"], text)
    except Exception:
        # Whatever is wrong with our advice, the program's own error must be told.
        pass


def _exit_code(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)
    return 1


def _problem(error):
    """Where and what the error was: in user code, or in a file that could not be compiled."""
    message = "".join(traceback.format_exception_only(error)[-1:]).strip()
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        line, column = error.lineno, error.offset or 1
        end_line = max(error.end_lineno or line, line)
        end_column = error.end_offset or column
        if end_line == line:
            end_column = max(end_column, column + 1)
        found = (error.filename, line, column, end_line, end_column)
        message = f"{type(error).__name__}: {error.msg}"
    else:
        found = _place(error.__traceback__)
    if found is None:
        return None
    keys = ("file", "line", "column", "endLine", "endColumn")
    return dict(zip(keys, found), message=message)


def _place(trace):
    found = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if probe.is_user_code(code):
            found = places.place_of(code, trace.tb_lasti) or found
        trace = trace.tb_next
    return found
