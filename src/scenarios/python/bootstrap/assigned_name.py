"""The variable or attribute to which the value of a call is assigned."""

import ast

_MOST = 40
"""Characters of a name that can be read in a sentence."""

# What gives the value of one of its parts, which is mostly a new object.
_CHOICES = (ast.BoolOp, ast.IfExp)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp)


def assigned_name(call):
    """Such as `door`, `self.door`, `forks[0]`; `forks` for each item of a comprehension. Empty if unknown."""
    value = call.node
    parent = call.parent_of(value)
    while isinstance(parent, _CHOICES) or _makes(parent, value):
        value, parent = parent, call.parent_of(parent)
    if isinstance(parent, (ast.Tuple, ast.List)):
        return _item(call, parent, parent.elts.index(value))
    return _text(_target(parent, value))


def _makes(comprehension, value):
    if not isinstance(comprehension, _COMPREHENSIONS):
        return False
    return value is getattr(comprehension, "elt", None) or value is getattr(comprehension, "value", None)


def _item(call, values, index):
    """The name for one of several values that are assigned together."""
    target = _target(call.parent_of(values), values)
    targets = getattr(target, "elts", None)
    if targets is None:
        name = _text(target)
        return f"{name}[{index}]" if name else ""
    is_clear = len(targets) == len(values.elts) and not any(
        isinstance(one, ast.Starred) for one in (*targets, *values.elts)
    )
    return _text(targets[index]) if is_clear else ""


def _target(statement, value):
    if getattr(statement, "value", None) is not value:
        return None
    if isinstance(statement, ast.Assign):
        return statement.targets[0]
    if isinstance(statement, (ast.AnnAssign, ast.NamedExpr)):
        return statement.target
    return None


def _text(target):
    if isinstance(target, ast.Name):
        return target.id
    if not isinstance(target, (ast.Attribute, ast.Subscript)):
        return ""
    text = ast.unparse(target)
    if len(text) > _MOST and isinstance(target, ast.Attribute):
        return target.attr
    return text if len(text) <= _MOST else ""
