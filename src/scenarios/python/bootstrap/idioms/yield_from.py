"""`yield from` where a coroutine waits: `await` since Python 3.5."""

import ast

from .source import Edit, Idiom

_BINDS_CLOSELY = (ast.Call, ast.Name, ast.Attribute, ast.Subscript)


def find(failure):
    if not failure.says(SyntaxError, "'yield from' inside async function"):
        return None
    source = failure.source
    if source.tree is None:
        return None
    functions = [node for node in ast.walk(source.tree) if isinstance(node, ast.AsyncFunctionDef)]
    waits = [wait for function in functions for wait in waits_of(function)]
    here = [wait for wait in waits if wait.lineno == failure.line] or waits
    edits = [edit for wait in waits for edit in awaiting(source, wait)]
    place = source.begin(here[0]), source.end(here[0])
    return Idiom("yield-from", *place, "yield from", edits)


def waits_of(function):
    """The `yield from` of a function, and not those of functions in it."""
    found = []
    pending = list(function.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            continue
        if isinstance(node, ast.YieldFrom):
            found.append(node)
        pending.extend(ast.iter_child_nodes(node))
    return found


def awaiting(source, wait):
    """The changes that make `await x` of `yield from x`."""
    word = source.token_at(source.begin(wait))
    begin, end = source.tokens[word].start, source.tokens[word + 1].end
    edits = [Edit(begin, end, "await")]
    is_in_brackets = source.tokens[word + 2].string == "("
    if not isinstance(wait.value, _BINDS_CLOSELY) and not is_in_brackets:
        edits += source.around(wait.value, "(", ")")
    return edits
