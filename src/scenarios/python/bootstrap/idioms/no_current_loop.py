"""`asyncio.get_event_loop()` where no loop runs: it makes none since Python 3.14."""

import ast

from .source import Edit, Idiom


def find(failure):
    if not failure.says(RuntimeError, "There is no current event loop"):
        return None
    source = failure.source
    statement = failure.statement()
    if statement is None or source.names.module is None:
        return None
    calls = [
        call for call in failure.nodes(ast.Call) if source.names.is_call(call, "get_event_loop")
    ]
    if not calls:
        begin, end = source.begin(statement), source.end(statement)
        what = _asking(source, statement)
        return Idiom("no-loop-before", begin, end, what, [_loop_before(source, statement)])
    place = source.begin(calls[0]), source.end(calls[0])
    what = source.segment(calls[0])
    for code, rewrite in (("no-loop-run", _as_run), ("no-loop-new", _as_new_loop)):
        edits = rewrite(source, statement, calls[0])
        if edits:
            return Idiom(code, *place, what, edits)
    return Idiom("no-loop-before", *place, what, [_loop_before(source, statement)])


def _asking(source, statement):
    """The function of asyncio that a statement calls, as the program writes it."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Call) and source.names.of(node.func):
            return f"{source.segment(node.func)}(…)"
    return source.segment(statement)


def _as_run(source, statement, call):
    """`asyncio.run(…)`, if the loop does nothing but run one coroutine of the file to its end."""
    if not isinstance(statement, ast.Assign) or statement.value is not call:
        return _run_at_once(source, statement, call)
    name = _name_of_target(statement)
    uses = _uses(source, statement, name) if name else None
    if uses is None:
        return []
    runs = [use for use in uses if use[1] == "run_until_complete"]
    if len(runs) != 1 or not _runs_coroutine(source, runs[0][0]):
        return []
    edits = [source.lines_removed(statement.lineno, statement.end_lineno)]
    for used, method, sibling in uses:
        if method == "close":
            edits.append(source.lines_removed(sibling.lineno, sibling.end_lineno))
        else:
            edits.append(_run_instead(source, used))
    return edits


def _run_at_once(source, statement, call):
    """`asyncio.get_event_loop().run_until_complete(…)`."""
    for node in ast.walk(statement):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        is_run = node.func.value is call and node.func.attr == "run_until_complete"
        if is_run and _runs_coroutine(source, node):
            return [_run_instead(source, node)]
    return []


def _run_instead(source, call):
    begin, end = source.begin(call.func), source.end(call.func)
    return Edit(begin, end, f"{source.names.module}.run")


def _name_of_target(statement):
    [*targets] = statement.targets
    return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else None


def _uses(source, statement, name):
    """(call, method, statement) of each use of a loop; None if one is not a call beside the statement."""
    block = _block_of(source.tree, statement)
    if any(one is not statement and one.lineno == statement.lineno for one in block):
        return None
    found, counted = [], 0
    for sibling in block[block.index(statement) + 1 :]:
        call = _call_on(sibling, name)
        if call is not None:
            found.append((call, call.func.attr, sibling))
            counted += 1
    everywhere = [
        node for node in ast.walk(source.tree) if isinstance(node, ast.Name) and node.id == name
    ]
    is_plain = all(method in ("run_until_complete", "close") for _, method, _ in found)
    return found if is_plain and len(everywhere) == counted + 1 else None


def _call_on(statement, name):
    """The call of a method of `name` that a statement consists of, or assigns, or None."""
    call = getattr(statement, "value", None)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    return call if isinstance(call.func.value, ast.Name) and call.func.value.id == name else None


def _block_of(tree, statement):
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and statement in block:
                return block
    return [statement]


def _runs_coroutine(source, call):
    """Whether the argument is a call of a coroutine function of the file."""
    if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.Call):
        return False
    function = call.args[0].func
    return isinstance(function, ast.Name) and any(
        isinstance(node, ast.AsyncFunctionDef) and node.name == function.id
        for node in ast.walk(source.tree)
    )


def _as_new_loop(source, statement, call):
    """A new loop, which is also the one that the rest of the program finds."""
    if not isinstance(statement, ast.Assign) or statement.value is not call:
        return []
    if len(statement.targets) != 1:
        return []
    module = source.names.module
    target = source.segment(statement.targets[0])
    more = f"{module}.set_event_loop({target})"
    after = next(token for token in source.tokens if token.start >= source.end(statement))
    between = "; " if after.string == ";" else f"\n{source.indent(statement.lineno)}"
    return [
        Edit(source.begin(call), source.end(call), f"{module}.new_event_loop()"),
        source.inserted(source.end(statement), f"{between}{more}"),
    ]


def _loop_before(source, statement):
    """The change that makes a loop before the statement."""
    module = source.names.module
    text = f"{module}.set_event_loop({module}.new_event_loop())"
    return source.inserted(source.begin(statement), f"{text}\n{source.indent(statement.lineno)}")
