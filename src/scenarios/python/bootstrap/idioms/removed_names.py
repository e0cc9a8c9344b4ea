"""Names that asyncio had once, under which nothing is found any more."""

import ast

from .source import Edit, Idiom

# Old name -> new name, None if nothing takes its place.
_NAMES = {
    "JoinableQueue": "Queue",
    "Task.all_tasks": "all_tasks",
    "Task.current_task": "current_task",
    "get_child_watcher": None,
    "set_child_watcher": None,
    "ThreadedChildWatcher": None,
    "SafeChildWatcher": None,
    "FastChildWatcher": None,
    "MultiLoopChildWatcher": None,
    "PidfdChildWatcher": None,
}


def find(failure):
    source = failure.source
    missing = failure.missing
    if missing is None or source.tree is None:
        return None
    old = next((name for name in _NAMES if name.rpartition(".")[2] == missing), None)
    if old is None:
        return None
    uses = [node for node in ast.walk(source.tree) if _is_use(node, old, source)]
    here = next((node for node in uses if node.lineno == failure.line), None)
    if here is None:
        return None
    new = _NAMES[old]
    edits = [edit for node in uses for edit in _renamed(source, node, old, new)] if new else []
    code = "removed-name" if new else "child-watcher"
    return Idiom(code, source.begin(here), source.end(here), source.segment(here), edits)


def _is_use(node, old, source):
    if isinstance(node, ast.ImportFrom):
        return node.module == "asyncio" and any(alias.name == old for alias in node.names)
    return isinstance(node, (ast.Attribute, ast.Name)) and source.names.of(node) == old


def _renamed(source, node, old, new):
    text = source.segment(node)
    if isinstance(node, ast.ImportFrom):
        changed = text.replace(old, new)
    elif isinstance(node, ast.Name):
        # Imported under a name of its own, it keeps that name.
        changed = new if node.id == old else text
    else:
        outer = node.value if "." not in old else node.value.value
        changed = f"{source.segment(outer)}.{new}"
    if changed == text:
        return []
    return [Edit(source.begin(node), source.end(node), changed)]
