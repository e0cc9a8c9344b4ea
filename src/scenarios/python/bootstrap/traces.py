"""Tracebacks as a program that runs by itself would have them."""

import traceback
import types
from asyncio import base_tasks

from . import probe, versions

_OUR_FOLDER = "/_loopscope/"
# Between the functions of a thread that can pause; natively they call each other.
_PAUSES = frozenset(
    f"/_loopscope/threads/{name}.py"
    for name in ("pauses", "pausing_code", "pausing_loops", "pausing_waits")
)


def keep_user_frames(error):
    """Leaves the frames of the user's own files in the traceback of an exception and of its causes."""
    _keep(error, set())


def without_our_frames(error):
    """`error`, with a traceback that has no frames of Loopscope; those of the library stay."""
    is_theirs = lambda code: not code.co_filename.startswith(_OUR_FOLDER)
    return error.with_traceback(_frames(error.__traceback__, is_theirs))


def forget_our_frames(stack):
    """Takes the frames of Loopscope out of what debug mode says about where something was made, if it does."""
    if stack:
        stack[:] = [frame for frame in stack if not frame.filename.startswith(_OUR_FOLDER)]


def _keep(error, seen):
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    error.__traceback__ = _frames(error.__traceback__, probe.is_user_code)
    _keep(error.__cause__, seen)
    _keep(error.__context__, seen)
    for inner in getattr(error, "exceptions", ()):
        _keep(inner, seen)


def _frames(trace, is_wanted):
    """A traceback with those frames whose code is wanted."""
    frames = []
    while trace is not None:
        if is_wanted(trace.tb_frame.f_code):
            frames.append(trace)
        trace = trace.tb_next
    following = None
    for frame in reversed(frames):
        following = types.TracebackType(
            following, frame.tb_frame, frame.tb_lasti, frame.tb_lineno
        )
    return following


_extract = traceback.StackSummary._extract_from_extended_frame_gen.__func__


def _extract_from_text_of_code(cls, frame_gen, **options):
    """Frames of code whose file was edited have the lines that were run, with the numbers that these have now."""
    frames = _extract(cls, frame_gen, **options)
    frames[:] = [frame for frame in frames if frame.filename not in _PAUSES]
    for frame in frames:
        if versions.is_outdated(frame._code) and frame.lineno is not None:
            _tell_of_now(frame)
    return frames


def _tell_of_now(frame):
    code, first, last = frame._code, frame.lineno, frame.end_lineno
    lines = (versions.line_of(code, number).rstrip() for number in range(first, last + 1))
    frame._lines, frame._lines_dedented = "\n".join(lines) + "\n", None
    frame.lineno, frame.end_lineno = versions.lines_now(code, first, last) or (first, last)


class _Prints:
    """The module `traceback` for asyncio, which would look for the lines of frames in the text of now."""

    def __init__(self, frames):
        self._frames = frames

    def print_list(self, _, file=None):
        lines = ((frame, frame.f_lineno) for frame in self._frames)
        traceback.print_list(traceback.StackSummary.extract(lines), file=file)

    def __getattr__(self, name):
        return getattr(traceback, name)


def printing_stack(task, limit, print_stack):
    """`print_stack()`, which prints the stack of a task with the lines that were run."""
    frames = task.get_stack(limit=limit)
    if not any(versions.is_outdated(frame.f_code) for frame in frames):
        print_stack()
        return
    base_tasks.traceback = _Prints(frames)
    try:
        print_stack()
    finally:
        base_tasks.traceback = traceback


def install():
    """Tracebacks show lines of the text that was run, also after an edit."""
    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(_extract_from_text_of_code)
