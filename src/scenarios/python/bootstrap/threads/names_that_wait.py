"""By which names the program calls what may wait, as far as its text tells.

A function waits if it calls something that waits, under any name. What is called by a name that is not that of a
definition, but was given a value, as `function` in a decorator, may be anything, so it may wait.
"""

import ast
import functools
import linecache
import os
import sys
import warnings

from .. import versions

_WAITING = frozenset(
    ("acquire", "get", "join", "put", "result", "run", "run_forever", "run_until_complete", "sleep")
    # What `run` of a class of threads calls.
    + ("_target", "wait", "wait_for")
)

# What is called has no name, as in `handlers[key]()`.
_NAMELESS = "[]"

# Iterators and pools of the library wait by themselves, and only in a thread that runs as a whole.
_WAITING_BY_ITSELF = frozenset(("as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor"))
_WAITING_IN_PART = frozenset(("acquire", "get", "result", "wait"))

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

# These stand in the lines of a function, but what they call is not called there.
NOT_IN_ITS_LINES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    *_COMPREHENSIONS,
)


def definition_of(code):
    """What code of a function was compiled from, or `None`, and the names of what may wait."""
    text = "".join(versions.lines_of(code))
    functions = _read(text).functions
    node = next((node for node in functions if _is_compiled_from(code, node)), None)
    return node, _names_that_wait((text, *_texts_beside(code.co_filename)))


def name_of(call):
    """The last part of the name by which something is called, if it has one; `None` if that cannot wait."""
    function = call.func
    if isinstance(getattr(function, "value", None), (ast.Constant, ast.JoinedStr)):
        return None
    if not isinstance(function, (ast.Name, ast.Attribute)):
        return _NAMELESS
    return getattr(function, "attr", None) or getattr(function, "id", None)


class _Text:
    """What the text of a file tells."""

    def __init__(self, tree):
        self.functions = []
        self.calls = []
        """(name of a function, what it calls)"""
        self.given = {*_WAITING, _NAMELESS}
        """Names that were given a value, and others of what waits."""
        for node in ast.walk(tree):
            self._look_at(node)

    def _look_at(self, node):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            self.functions.append(node)
            self.calls.append((getattr(node, "name", None), _called_in(node)))
        elif isinstance(node, ast.arg):
            self.given.add(node.arg)
        elif isinstance(node, ast.alias) and node.name in _WAITING:
            self.given.add(node.asname)
        elif isinstance(getattr(node, "ctx", None), ast.Store):
            self.given.add(getattr(node, "attr", None) or getattr(node, "id", None))


@functools.lru_cache(64)
def _read(text):
    with warnings.catch_warnings(action="ignore"):
        try:
            tree = ast.parse(text)
        except SyntaxError:
            tree = ast.Module([], [])
    return _Text(tree)


@functools.lru_cache(8)
def _names_that_wait(texts):
    texts = [*map(_read, texts)]
    names = set().union(*(text.given for text in texts)) - {None}
    size = 0
    while size < len(names):
        size = len(names)
        for text in texts:
            names |= {name for name, called in text.calls if name and not called.isdisjoint(names)}
    return frozenset(names)


def _texts_beside(file):
    """The texts of the modules that were imported from the folder of a file."""
    folder = os.path.dirname(file)
    files = {getattr(module, "__file__", None) or "" for module in [*sys.modules.values()]}
    beside = sorted(other for other in files if os.path.dirname(other) == folder and other != file)
    return ["".join(linecache.getlines(other)) for other in beside]


def waits_where_it_cannot_pause(function):
    """Whether some of its waits are not made by a call in its own lines."""
    for node in _nodes_in(function):
        if isinstance(node, ast.Call):
            calls_again = name_of(node) == "iter" and len(node.args) > 1
            if calls_again or name_of(node) in _WAITING_BY_ITSELF:
                return True
        elif isinstance(node, _COMPREHENSIONS) and any(map(_is_wait, ast.walk(node))):
            return True
    return False


def _is_wait(node):
    return isinstance(node, ast.Call) and not node.args and name_of(node) in _WAITING_IN_PART


def _nodes_in(function):
    """What stands in its own lines."""
    inside = [function.body] if isinstance(function, ast.Lambda) else [*function.body]
    for node in inside:
        yield node
        if not isinstance(node, NOT_IN_ITS_LINES):
            inside.extend(ast.iter_child_nodes(node))


def _called_in(function):
    """The names of what it calls in its own lines; a `with` counts as waiting for something."""
    names = set()
    for node in _nodes_in(function):
        if isinstance(node, ast.Call):
            names.add(name_of(node))
        elif isinstance(node, ast.withitem):
            names.add("acquire")
    return names


def _is_compiled_from(code, node):
    if isinstance(node, ast.Lambda):
        body = node.body
        # The last instruction returns the value of the body.
        place = body.lineno, body.end_lineno, body.col_offset, body.end_col_offset
        return code.co_name == "<lambda>" and [*code.co_positions()][-1] == place
    first = min(part.lineno for part in (node, *node.decorator_list))
    return node.name == code.co_name and first == code.co_firstlineno
