"""A coroutine function that is given where a coroutine is wanted: its brackets are missing."""

import ast

from .source import Idiom


def find(failure):
    words = ("a coroutine was expected", "a coroutine or an awaitable is required")
    source = failure.source
    if not failure.says((TypeError, ValueError), *words) or source.tree is None:
        return None
    functions = {
        node.name: node for node in ast.walk(source.tree) if isinstance(node, ast.AsyncFunctionDef)
    }
    for call in failure.nodes(ast.Call):
        for given in call.args:
            if isinstance(given, ast.Name) and given.id in functions:
                place = source.begin(given), source.end(given)
                edits = []
                if not _needs_arguments(functions[given.id]):
                    edits = [source.inserted(source.end(given), "()")]
                return Idiom("function-not-called", *place, given.id, edits)
    return None


def _needs_arguments(function):
    given = function.args
    positional = len(given.posonlyargs) + len(given.args) - len(given.defaults)
    return positional > 0 or any(default is None for default in given.kw_defaults)
