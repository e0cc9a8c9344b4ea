"""`asyncio.run(…)` where a loop runs already: in a coroutine, or in a cell of a notebook."""

import ast

from .source import Edit, Idiom

_MESSAGES = (
    "asyncio.run() cannot be called from a running event loop",
    "This event loop is already running",
    "Cannot run the event loop while another loop is running",
)


def find(failure):
    if not failure.says(RuntimeError, *_MESSAGES):
        return None
    source = failure.source
    calls = [call for call in failure.nodes(ast.Call) if _runs_loop(source, call)]
    if not calls:
        return None
    call = calls[0]
    what = f"{source.segment(call.func)}(…)"
    function = _function_around(source.tree, call)
    if isinstance(function, (ast.FunctionDef, ast.Lambda)):
        return Idiom("run-in-function", source.begin(call), source.end(call), what)
    code = "run-in-cell" if function is None else "run-in-coroutine"
    return Idiom(code, source.begin(call), source.end(call), what, _awaited(source, call))


def _runs_loop(source, call):
    is_method = isinstance(call.func, ast.Attribute) and call.func.attr == "run_until_complete"
    return len(call.args) > 0 and (is_method or source.names.is_call(call, "run"))


def _awaited(source, call):
    """The changes that put `await` and the argument where the call is."""
    is_whole = any(
        getattr(statement, "value", None) is call
        for statement in ast.walk(source.tree)
        if isinstance(statement, (ast.Expr, ast.Assign, ast.Return))
    )
    opening, closing = ("await ", "") if is_whole else ("(await ", ")")
    given = call.args[0]
    return [
        Edit(source.begin(call), source.begin(given), opening),
        Edit(source.end(given), source.end(call), closing),
    ]


def _function_around(tree, inner):
    """The innermost function that a node belongs to, or None."""
    found = None
    for node in ast.walk(tree):
        is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        # Outer nodes come before those inside of them.
        if is_function and inner in ast.walk(node):
            found = node
    return found
