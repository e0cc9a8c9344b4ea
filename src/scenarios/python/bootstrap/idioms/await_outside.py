"""`await` outside of any function, in a file that is no notebook."""

import ast

from .source import Edit, Idiom

_MESSAGES = (
    "'await' outside function",
    "'async with' outside async function",
    "'async for' outside async function",
    "asynchronous comprehension outside of an asynchronous function",
)
_HEADING = "# %%\n"


def find(failure):
    if not failure.says(SyntaxError, *_MESSAGES) or failure.source.tree is None:
        return None
    source = failure.source
    found = sorted(_outside(source.tree), key=source.begin)
    here = next((node for node in found if source.begin(node)[0] == failure.line), None)
    if here is None:
        return None
    begin = source.begin(here)
    end = min(source.end(here), (begin[0], len(source.lines[begin[0] - 1].rstrip())))
    if len(found) == 1 and _runs_coroutine(source, here):
        edits = [
            Edit(begin, source.begin(here.value), f"{source.names.module}.run("),
            source.inserted(source.end(here), ")"),
        ]
        return Idiom("await-outside-run", begin, end, "await", edits)
    word = "await" if isinstance(here, ast.Await) else "async"
    heading = source.inserted((1, 0), _HEADING)
    return Idiom("await-outside", begin, end, word, [heading])


def _outside(node):
    """What waits, and belongs to no function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(child, (ast.Await, ast.AsyncWith, ast.AsyncFor)) or _is_async_comprehension(child):
            yield child
        yield from _outside(child)


def _is_async_comprehension(node):
    return any(part.is_async for part in getattr(node, "generators", ()))


def _runs_coroutine(source, node):
    """Whether it awaits the call of a coroutine function of the file, and asyncio is at hand."""
    if not isinstance(node, ast.Await) or source.names.module is None:
        return False
    call = node.value
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and any(
            isinstance(one, ast.AsyncFunctionDef) and one.name == call.func.id
            for one in source.tree.body
        )
    )
