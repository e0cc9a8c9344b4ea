"""`@asyncio.coroutine` and `yield from`: `async def` and `await` since Python 3.5, gone since 3.11."""

import ast

from .source import Edit, Idiom
from .yield_from import awaiting, waits_of


def find(failure):
    if failure.missing != "coroutine" or failure.source.tree is None:
        return None
    source = failure.source
    marked = [
        (function, decorator)
        for function in ast.walk(source.tree)
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        if source.names.of(decorator) == "coroutine"
    ]
    if not marked:
        return None
    edits = _without_import(source)
    for function, decorator in marked:
        edits += _as_async(source, function, decorator)
    here = next((one for _, one in marked if one.lineno == failure.line), marked[0][1])
    what = f"@{source.segment(here)}"
    line, column = source.begin(here)
    return Idiom("coroutine-decorator", (line, column - 1), source.end(here), what, edits)


def _as_async(source, function, decorator):
    edits = [
        source.lines_removed(decorator.lineno, decorator.end_lineno),
        source.inserted(source.begin(function), "async "),
    ]
    for wait in waits_of(function):
        edits += awaiting(source, wait)
    return edits + _turns_given(source, function)


def _turns_given(source, function):
    """A bare `yield` gives the others a turn, as a sleep of no length does."""
    module = source.names.module
    bare = [node for node in _yields_of(function) if node.value is None]
    if module is None:
        return []
    return [
        Edit(source.begin(node), source.end(node), f"await {module}.sleep(0)") for node in bare
    ]


def _yields_of(function):
    return [node for node in ast.walk(function) if isinstance(node, ast.Yield)]


def _without_import(source):
    """The changes that take `coroutine` out of `from asyncio import …`."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom) or node.module != "asyncio":
            continue
        kept = [alias for alias in node.names if alias.name != "coroutine"]
        if len(kept) == len(node.names):
            continue
        if not kept and source.names.modules:
            return [source.lines_removed(node.lineno, node.end_lineno)]
        names = ", ".join(
            alias.name + (f" as {alias.asname}" if alias.asname else "") for alias in kept
        )
        text = f"from asyncio import {names}" if kept else "import asyncio"
        return [Edit(source.begin(node), source.end(node), text)]
    return []
