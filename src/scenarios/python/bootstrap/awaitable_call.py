"""What a coroutine could await in the place of a call that holds the loop."""

import ast
import inspect

from . import bridge, versions
from .calls import Free, call_at
from .probe import position_if_user, user_frame
from .threads.jobs import running

_IS_COROUTINE = inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

_MOST = 200
"""Characters of a line that can be read."""

_told = set()
"""Numbers of positions that are known already."""


def tell(frame, position, is_sleep=False):
    """Tells the trace what can be awaited at the position of a user frame, whose call is about to block."""
    # A job runs inside of whatever began it, whose coroutines have no part in what it calls.
    if position == 0 or position in _told or running or not bridge.recording:
        return
    _told.add(position)
    caller = frame if frame.f_code.co_flags & _IS_COROUTINE else _coroutine_above(frame)
    text = ""
    # After an edit nobody knows whether the same would still mend it.
    if caller is not None and not versions.is_outdated(caller.f_code):
        with Free():
            text = _instead(call_at(caller.f_code, caller.f_lasti), is_sleep and caller is frame)
    bridge.awaitable(position, bridge.text(text))
    if caller is not frame:
        bridge.in_function(position, position_if_user(caller) if text else 0)


def _coroutine_above(frame):
    """The frame of the coroutine that called a function with a name; None if there is none."""
    if frame.f_code.co_name.startswith("<"):
        return None
    above = user_frame(frame.f_back)
    while above is not None and not above.f_code.co_flags & _IS_COROUTINE:
        above = user_frame(above.f_back)
    return above


def forget():
    """Forgets all positions, as if no program had run."""
    _told.clear()


def _instead(call, is_sleep):
    if call is None or call.node.lineno != call.node.end_lineno:
        return ""
    text = _sleep(call) if is_sleep else _in_thread(call)
    return text if len(text) <= _MOST else ""


def _sleep(call):
    node = call.node
    if not isinstance(call.parent_of(node), ast.Expr) or node.keywords or len(node.args) != 1:
        return ""
    name = _name_of("sleep", call.source.names)
    if not name or isinstance(node.args[0], ast.Starred) or name == call.source.segment(node.func):
        return ""
    return f"await {name}({call.source.segment(node.args[0])})"


def _in_thread(call):
    node, source = call.node, call.source
    name = _name_of("to_thread", source.names)
    if not name:
        return ""
    parts = (node.func, *node.args, *node.keywords)
    text = f"await {name}({', '.join(source.segment(part) for part in parts)})"
    return f"({text})" if _binds_tighter(call.parent_of(node), node) else text


def _name_of(function, names):
    """What the file calls a function of asyncio; empty if it imports neither that nor asyncio."""
    if names.module is not None:
        return f"{names.module}.{function}"
    return min((name for name, meant in names.imported.items() if meant == function), default="")


def _binds_tighter(parent, node):
    if isinstance(parent, (ast.Attribute, ast.Subscript)):
        return parent.value is node
    if isinstance(parent, ast.Call):
        return parent.func is node
    return isinstance(parent, ast.Await) or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow))
