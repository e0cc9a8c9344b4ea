"""Functions of the program in a version that can pause: generators that yield where the functions wait.

The version is compiled from the syntax tree of the function, in which calls that may wait are delegated to
(`yield from`), and the values of `with` as well. Everything else is as it was: lines and columns, closure, globals.
"""

import ast
import copy
import functools
import inspect
import linecache
import types

from .. import bridge, probe, versions

_CALL, _ENTER = "_loopscope_call", "_loopscope_enter"

# Calls that may wait, and those that may make the time pass or ask what others have done.
_WAITING = frozenset(
    ("acquire", "get", "join", "put", "result", "run", "run_forever", "run_until_complete", "sleep")
    # What `run` of a class of threads calls.
    + ("_target", "wait", "wait_for")
)
_TOUCHING = frozenset(
    ("abort", "clear", "close", "empty", "full", "get_nowait", "is_alive", "is_set", "locked")
    + ("notify", "notify_all", "put_nowait", "qsize", "release", "reset", "set", "task_done")
)
_STRANGE = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

# No pause can be in these, although they stand in the lines of a function.
_WITHOUT_PAUSES = (
    (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    + (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
)

_versions = {}
"""id(code) -> (code, code of the version or `None`)"""


def pausing_version(function, call, enter):
    """A function of the program as a generator function; `None` if it waits nowhere in its own lines."""
    code = getattr(function, "__code__", None)
    if code is None or code.co_flags & _STRANGE or not probe.is_user_code(code):
        return None
    if id(code) not in _versions:
        bridge.begin_free()
        try:
            _versions[id(code)] = code, _compiled(code)
        finally:
            bridge.end_free()
    compiled = _versions[id(code)][1]
    if compiled is None:
        return None
    cells = dict(zip(code.co_freevars, function.__closure__ or ()))
    cells |= {_CALL: types.CellType(call), _ENTER: types.CellType(enter)}
    closure = tuple(cells[name] for name in compiled.co_freevars)
    version = types.FunctionType(
        compiled, function.__globals__, code.co_name, function.__defaults__, closure
    )
    version.__kwdefaults__ = function.__kwdefaults__
    return version


def _compiled(code):
    node, waiting = _find(code)
    if node is None or node.name not in waiting:
        return None
    points = _Points(waiting)
    node = copy.deepcopy(node)
    node.body = [points.visit(statement) for statement in node.body]
    node.decorator_list = []
    module = ast.Module([_around(node, code)], [])
    ast.fix_missing_locations(module)
    compiled = compile(module, code.co_filename, "exec", dont_inherit=True)
    version = _inner(compiled, node.name).replace(co_qualname=code.co_qualname)
    versions.learn(version)
    # Without a pause it would not be a generator, and making the call would run it.
    return version if version.co_flags & inspect.CO_GENERATOR else None


def _find(code):
    """The definition from which code was compiled, and the names of all functions in its file that may wait."""
    text = "".join(linecache.getlines(code.co_filename))
    functions, waiting = _functions_in(text)
    for node in functions:
        if node.name == code.co_name:
            if min(n.lineno for n in (node, *node.decorator_list)) == code.co_firstlineno:
                return node, waiting
    return None, waiting


@functools.lru_cache(8)
def _functions_in(text):
    """The definitions in a file, and the names of those that may wait, be it in functions that they call."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return [], frozenset()
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    calls = [(node.name, _called_in(node)) for node in functions]
    waiting, size = {*_WAITING}, 0
    while size < len(waiting):
        size = len(waiting)
        waiting |= {name for name, called in calls if not called.isdisjoint(waiting)}
    return functions, frozenset(waiting)


def _called_in(function):
    """The names of what it calls in its own lines; a `with` for something counts as waiting for it."""
    names, inside = set(), [*function.body]
    for node in inside:
        if isinstance(node, _WITHOUT_PAUSES):
            continue
        inside.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Call):
            names.add(_name_of(node.func))
        elif isinstance(node, ast.withitem) and _is_manager(node.context_expr):
            names.add("acquire")
    return names


def _name_of(function):
    """The last part of the name by which something is called."""
    return getattr(function, "attr", None) or getattr(function, "id", None)


def _is_manager(node):
    """Whether the value of a `with` may be something that is acquired: it has a name."""
    return isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))


def _around(node, code):
    """The function inside of others that have its free variables, and of its class, whose name is in its own."""
    names = [*code.co_freevars, _CALL, _ENTER]
    targets = [ast.Name(name, ast.Store()) for name in names]
    inside = node
    owner = code.co_qualname.split(".")[-2:-1]
    if owner and owner[0] != "<locals>":
        inside = ast.ClassDef(owner[0], [], [], [node], [], type_params=[])
    body = [ast.Assign(targets, ast.Constant(None)), inside]
    if inside.name not in names:
        # Else what the function means by this name would be what stands around it.
        body.insert(0, ast.Global([inside.name]))
    empty = ast.arguments([], [], None, [], [], None, [])
    return ast.FunctionDef("around", empty, body, [], type_params=[])


def _inner(code, name):
    """The code with that name in other code."""
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            found = part if part.co_name == name else _inner(part, name)
            if found is not None:
                return found
    return None


class _Points(ast.NodeTransformer):
    """Makes pauses possible in the lines of a function, but not in those of functions inside of it."""

    def __init__(self, waiting):
        self._points = waiting | _TOUCHING

    def visit_Call(self, node):
        self.generic_visit(node)
        if _name_of(node.func) not in self._points:
            return node
        return _delegated(_CALL, [node.func, *node.args], node.keywords, node)

    def visit_withitem(self, node):
        self.generic_visit(node)
        if _is_manager(node.context_expr):
            node.context_expr = _delegated(_ENTER, [node.context_expr], [], node.context_expr)
        return node

    def _leave(self, node):
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = _leave
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _leave


def _delegated(name, args, keywords, node):
    inner = ast.copy_location(ast.Call(ast.Name(name, ast.Load()), args, keywords), node)
    ast.copy_location(inner.func, node)
    return ast.copy_location(ast.YieldFrom(inner), node)
