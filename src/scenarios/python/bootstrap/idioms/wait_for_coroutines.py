"""Coroutines given to `asyncio.wait`, which takes tasks only since Python 3.11."""

import ast

from .source import Idiom


def find(failure):
    if not failure.says(TypeError, "Passing coroutines is forbidden"):
        return None
    source = failure.source
    calls = [call for call in failure.nodes(ast.Call) if source.names.is_call(call, "wait")]
    if not calls or not calls[0].args:
        return None
    call = calls[0]
    what = source.segment(call.func)
    edits = _with_tasks(source, call)
    return Idiom("wait-for-coroutines", source.begin(call), source.end(call), what, edits)


def _with_tasks(source, call):
    create = _creator(source, call)
    if create is None:
        return []
    given = call.args[0]
    if isinstance(given, (ast.List, ast.Tuple, ast.Set)):
        made = [item for item in given.elts if _is_coroutine(source, item)]
        return [edit for item in made for edit in source.around(item, f"{create}(", ")")]
    opening, closing = f"[{create}(each) for each in ", "]"
    if isinstance(given, ast.GeneratorExp) and source.end(given) == source.end(call):
        # Its brackets are those of the call.
        opening, closing = f"({opening}", f"{closing})"
    return source.around(given, opening, closing)


def _is_coroutine(source, item):
    if not isinstance(item, ast.Call):
        return False
    name = item.func.attr if isinstance(item.func, ast.Attribute) else None
    makes_task = source.names.is_call(item, "create_task", "ensure_future")
    return not makes_task and name not in ("create_task", "ensure_future")


def _creator(source, call):
    """What makes a task there: asyncio while a loop runs, else the loop that will run."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.AsyncFunctionDef) and _is_in(call, node):
            module = source.names.module
            return f"{module}.create_task" if module else None
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not _is_in(call, node):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "run_until_complete":
            return f"{source.segment(node.func.value)}.create_task"
    return None


def _is_in(inner, outer):
    return inner in ast.walk(outer)
