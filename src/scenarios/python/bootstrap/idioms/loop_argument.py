"""`loop=` given to what finds its loop by itself; refused since Python 3.10."""

import ast

from .source import Edit, Idiom

# They still take a loop.
_TAKES_LOOP = {
    "ensure_future",
    "run_coroutine_threadsafe",
    "wrap_future",
    "Future",
    "Task",
    "Task.all_tasks",
    "Task.current_task",
    "all_tasks",
    "current_task",
    "StreamReader",
    "StreamReaderProtocol",
}


def find(failure):
    words = ("unexpected keyword argument 'loop'", "*loop* parameter was removed")
    source = failure.source
    if not failure.says(TypeError, *words) or source.tree is None:
        return None
    found = [
        (call, keyword)
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "loop" and _is_refused(source.names.of(call.func))
    ]
    here = next((pair for pair in found if _spans(pair[0], failure.line)), None)
    if here is None:
        return None
    call, keyword = here
    edits = [_without(source, keyword) for _, keyword in found]
    what = source.segment(call.func)
    return Idiom("loop-argument", source.begin(keyword), source.end(keyword), what, edits)


def _is_refused(name):
    return name is not None and name not in _TAKES_LOOP


def _spans(node, line):
    return node.lineno <= line <= node.end_lineno


def _without(source, keyword):
    """The change that removes an argument with one of the commas beside it."""
    begin, end = source.begin(keyword), source.end(keyword)
    first = source.token_at(begin)
    before = source.tokens[first - 1]
    if before.string == ",":
        return Edit(before.start, end, "")
    after = next(token for token in source.tokens[first:] if token.start >= end)
    if after.string == ",":
        following = source.tokens[source.token_at(after.start) + 1]
        return Edit(begin, following.start, "")
    return Edit(begin, end, "")
