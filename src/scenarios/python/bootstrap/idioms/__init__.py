"""Idioms of older Pythons and of notebooks, and common slips, in a program that failed; and what to write
instead.

Each module here knows one of them: `find(failure)` gives what it found, or
None.
"""

import json

from .. import bridge, probe
from . import (
    async_keyword,
    await_in_function,
    await_outside,
    coroutine_decorator,
    function_not_called,
    ipython_command,
    loop_argument,
    no_current_loop,
    no_running_loop,
    print_statement,
    removed_names,
    run_in_cell,
    wait_for_coroutines,
    with_await,
    yield_from,
)
from .failure import Failure

_FINDERS = (
    coroutine_decorator.find,
    removed_names.find,
    loop_argument.find,
    no_current_loop.find,
    wait_for_coroutines.find,
    with_await.find,
    yield_from.find,
    async_keyword.find,
    print_statement.find,
    await_outside.find,
    await_in_function.find,
    function_not_called.find,
    no_running_loop.find,
    run_in_cell.find,
    ipython_command.find,
)


def report(error, file, line, text):
    """Tells the trace which old idiom is behind an error at a line of a file of the user, if one is."""
    failure = Failure(error, line, text)
    for find in _FINDERS:
        idiom = find(failure)
        if idiom is not None:
            _tell(idiom, failure.source, file)
            return


def _tell(idiom, source, file):
    begin, end = (source.shown(place) for place in (idiom.begin, idiom.end))
    position = bridge.position(file, *begin, *end, "")
    edits = [
        {"from": source.shown(edit.begin), "to": source.shown(edit.end), "text": edit.text}
        for edit in idiom.edits
    ]
    bridge.old_idiom(
        bridge.text(idiom.code),
        bridge.text(idiom.what),
        bridge.text(json.dumps(edits)) if edits else 0,
        position,
    )
