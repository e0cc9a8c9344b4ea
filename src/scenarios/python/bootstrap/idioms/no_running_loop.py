"""A task that is created where no loop runs."""

import ast

from .source import Idiom


def find(failure):
    if not failure.says(RuntimeError, "no running event loop"):
        return None
    source = failure.source
    for call in failure.nodes(ast.Call):
        if source.names.of(call.func):
            place = source.begin(call), source.end(call)
            return Idiom("no-running-loop", *place, source.segment(call.func))
    return None
