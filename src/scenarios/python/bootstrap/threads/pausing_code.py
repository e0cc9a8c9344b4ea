"""Functions of the program in a version that can pause: generators that yield where the functions wait.

The version is compiled from the syntax tree of the function, in which calls that may wait are delegated to
(`yield from`), and the values of `with` as well. Everything else is as it was: lines and columns, closure, globals.
What it calls of ours stands among its constants, where no program sees it.
"""

import ast
import copy
import inspect
import sys
import types
import warnings

from .. import bridge, probe, versions
from .names_that_wait import (
    NOT_IN_ITS_LINES,
    definition_of,
    name_of,
    waits_where_it_cannot_pause,
)

_CALL, _ENTER, _VALUE = "loopscope\0call", "loopscope\0enter", "loopscope\0value"
_STOPPED, _STOP = "loopscope\0stopped", "loopscope\0stop"

# Calls that may make the time pass, or ask what others have done.
_TOUCHING = frozenset(
    ("abort", "clear", "close", "empty", "full", "get_nowait", "is_alive", "is_set", "locked")
    + ("notify", "notify_all", "put_nowait", "qsize", "release", "reset", "set", "task_done")
)
_STRANGE = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

_versions = {}
"""id(code) -> (code, code of the version or `None`)"""


class _Stopped:
    """What a version returns instead of raising `StopIteration`, which no generator may raise."""

    def __init__(self):
        self.error = sys.exception()


def value(returned):
    """What a function has returned, or raises, whose version has returned this."""
    if type(returned) is _Stopped:
        raise returned.error
    return returned


def pausing_version(function, call, enter):
    """A function of the program as a generator function; `None` if it waits nowhere in its own lines.

    What it returns is for `value`.
    """
    code = function.__code__
    if code.co_flags & _STRANGE or not probe.is_user_code(code):
        return None
    if id(code) not in _versions:
        bridge.begin_free()
        try:
            _versions[id(code)] = code, _compiled(code, {_CALL: call, _ENTER: enter})
        finally:
            bridge.end_free()
    compiled = _versions[id(code)][1]
    if compiled is None:
        return None
    cells = dict(zip(code.co_freevars, function.__closure__ or ()))
    closure = tuple(cells[name] for name in compiled.co_freevars)
    version = types.FunctionType(
        compiled, function.__globals__, code.co_name, function.__defaults__, closure
    )
    version.__kwdefaults__ = function.__kwdefaults__
    return version


def _compiled(code, ours):
    found, waiting = definition_of(code)
    if found is None or waits_where_it_cannot_pause(found):
        return None
    node = _as_definition(copy.deepcopy(found))
    points = _Points(waiting | _TOUCHING)
    body = [points.visit(statement) for statement in node.body]
    if not points.may_wait:
        return None
    node.body = [_without_stops(body)]
    module = ast.Module([_around(node, code)], [])
    ast.fix_missing_locations(module)
    with warnings.catch_warnings(action="ignore"):
        compiled = compile(module, code.co_filename, "exec", dont_inherit=True)
    version = _inner(compiled, node.name)
    ours = {**ours, _VALUE: value, _STOPPED: _Stopped, _STOP: StopIteration}
    constants = tuple(ours.get(item, item) if type(item) is str else item for item in version.co_consts)
    version = version.replace(co_qualname=code.co_qualname, co_consts=constants)
    versions.learn(version)
    return version


def _as_definition(node):
    """A definition, or a `lambda` as one, without what is done when it is made."""
    if isinstance(node, ast.Lambda):
        body = [ast.copy_location(ast.Return(node.body), node.body)]
        made = ast.FunctionDef("<lambda>", node.args, body, [], type_params=[])
        return ast.copy_location(made, node)
    node.decorator_list = []
    return node


def _without_stops(body):
    """A body that returns what says so where it would raise `StopIteration`."""
    stopped = ast.Return(ast.Call(ast.Constant(_STOPPED), [], []))
    handler = ast.ExceptHandler(ast.Constant(_STOP), None, [stopped])
    return ast.Try(body, [handler], [], [])


def _around(node, code):
    """The function inside of others that have its free variables, and of its class, whose name is in its own."""
    inside = node
    owner = _class_around(code)
    if owner is not None:
        inside = ast.ClassDef(owner, [], [], [node], [], type_params=[])
    body = [inside]
    if code.co_freevars:
        targets = [ast.Name(name, ast.Store()) for name in code.co_freevars]
        body.insert(0, ast.Assign(targets, ast.Constant(None)))
    if inside.name not in code.co_freevars:
        # Else what the function means by this name would be what stands around it.
        body.insert(0, ast.Global([inside.name]))
    empty = ast.arguments([], [], None, [], [], None, [])
    return ast.FunctionDef("<around>", empty, body, [], type_params=[])


def _class_around(code):
    """The name of the innermost class around a function, or `None`."""
    names = code.co_qualname.split(".")
    pairs = [*zip(names[:-1], names[1:])]
    classes = (name for name, inner in reversed(pairs) if "<locals>" not in (name, inner))
    return next(classes, None)


def _inner(code, name):
    """The code of a generator with that name in other code."""
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            is_it = part.co_name == name and part.co_flags & inspect.CO_GENERATOR
            found = part if is_it else _inner(part, name)
            if found is not None:
                return found
    return None


class _Points(ast.NodeTransformer):
    """Makes pauses possible in the lines of a function, but not in those of functions inside of it."""

    may_wait = False
    """Whether one of the calls may wait."""

    def __init__(self, waiting):
        self._waiting = waiting

    def visit(self, node):
        return node if isinstance(node, NOT_IN_ITS_LINES) else super().visit(node)

    def visit_Call(self, node):
        self.generic_visit(node)
        name = name_of(node)
        if name not in self._waiting:
            return node
        self.may_wait = self.may_wait or name not in _TOUCHING
        waits = _delegated(_CALL, [node.func, *node.args], node.keywords, node)
        return _called(_VALUE, [waits], [], node)

    def visit_withitem(self, node):
        self.generic_visit(node)
        self.may_wait = True
        node.context_expr = _delegated(_ENTER, [node.context_expr], [], node.context_expr)
        return node


def _delegated(name, args, keywords, node):
    return ast.copy_location(ast.YieldFrom(_called(name, args, keywords, node)), node)


def _called(name, args, keywords, node):
    inner = ast.copy_location(ast.Call(ast.Constant(name), args, keywords), node)
    ast.copy_location(inner.func, node)
    return inner
