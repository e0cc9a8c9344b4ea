"""The calls in the user's files as their syntax trees have them."""

import ast

from . import bridge, places, versions
from .idioms.source import Source

_files = {}
"""Text of which code was compiled, or the name of its file if that is not known -> _File."""


class _File:
    def __init__(self, lines):
        self.source = Source("".join(lines))
        self.parents = {}
        """Node -> the node that it is a part of."""
        self.calls = {}
        """Where a call stands, as the compiler tells it -> its node."""
        for node in ast.walk(self.source.tree) if self.source.tree else ():
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
            if isinstance(node, ast.Call):
                self.calls[_range_of(node)] = node


def _range_of(node):
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


class Call:
    """A call in a file."""

    def __init__(self, file, node):
        self._file = file
        self.source = file.source
        self.node = node

    def parent_of(self, node):
        return self._file.parents.get(node)


class Free:
    """What is done in its `with` costs the program nothing on the virtual clock."""

    def __enter__(self):
        bridge.begin_free()

    def __exit__(self, *_error):
        bridge.end_free()


def call_at(code, instruction):
    """The `Call` of an instruction of user code; None if there is none, or its file cannot be read."""
    key = versions.text_of(code) or code.co_filename
    if key not in _files:
        try:
            _files[key] = _File(versions.lines_of(code))
        except (RecursionError, ValueError):
            _files[key] = None
    file = _files[key]
    node = file and file.calls.get(places.range_of(code, instruction))
    return Call(file, node) if node else None


def forget():
    """Forgets all files, as if no program had run."""
    _files.clear()
