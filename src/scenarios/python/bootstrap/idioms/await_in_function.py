"""`await` in a function that is no coroutine function."""

import ast

from .source import Idiom

_MESSAGES = (
    "'await' outside async function",
    "'async with' outside async function",
    "'async for' outside async function",
)


def find(failure):
    if not failure.says(SyntaxError, *_MESSAGES):
        return None
    around = failure.nodes((ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    if not around or not isinstance(around[-1], ast.FunctionDef):
        return None
    source, function = failure.source, around[-1]
    waits = [
        node
        for node in failure.nodes((ast.Await, ast.AsyncWith, ast.AsyncFor))
        if node.lineno == failure.line
    ]
    if not waits:
        return None
    begin = source.begin(waits[0])
    end = min(source.end(waits[0]), (begin[0], len(source.lines[begin[0] - 1].rstrip())))
    edits = [source.inserted(source.begin(function), "async ")]
    return Idiom("await-in-function", begin, end, function.name, edits)
