"""Values in a few characters, without calling any code of the program.

Only objects of builtin types are looked into. Types are known by their `id`, because a type may be
the instance of a user's metaclass, whose `__hash__` and `__eq__` are the program's.
"""

from itertools import islice
from types import FunctionType

MAX_CHARACTERS = 60
MAX_ITEMS = 5
MAX_DEPTH = 2
_MAX_BITS = 128

_type_name = type.__dict__["__name__"].__get__


def describe(value, depth=MAX_DEPTH) -> str:
    """`[1, 'two', <Three>]`: a value in short. Never longer than some hundred characters."""
    write = _WRITERS.get(id(type(value)))
    if write is None:
        return _in_brackets(_type_name(type(value)))
    return write(value, depth)


def is_plain(value) -> bool:
    """Whether a value is small and cannot change, so that the same object has the same text."""
    kind = type(value)
    return kind is int or kind is float or kind is bool or value is None


def learn(kind, write):
    """From now on values of exactly this type are written by `write(value, depth)`."""
    _WRITERS[id(kind)] = write


def _in_brackets(*parts) -> str:
    # `join` copies what is in subclasses of `str`; formatting would call their methods.
    return "".join(("<", *parts, ">"))


def _int(value, _depth):
    bits = value.bit_length()
    return repr(value) if bits <= _MAX_BITS else f"<int of {bits} bits>"


def _plain(value, _depth):
    return repr(value)


def _text(value, _depth):
    return repr(value) if len(value) <= MAX_CHARACTERS else f"{value[:MAX_CHARACTERS]!r}…"


def _list(value, depth):
    return f"[{_items(value, depth)}]"


def _tuple(value, depth):
    comma = "," if len(value) == 1 and depth > 0 else ""
    return f"({_items(value, depth)}{comma})"


def _items(values, depth):
    if not values:
        return ""
    if depth == 0:
        return "…"
    texts = [describe(value, depth - 1) for value in values[:MAX_ITEMS]]
    return ", ".join(texts if len(values) <= MAX_ITEMS else [*texts, "…"])


def _dict(value, depth):
    if not value:
        return "{}"
    if depth == 0:
        return "{…}"
    texts = [
        f"{describe(key, depth - 1)}: {describe(item, depth - 1)}"
        for key, item in islice(value.items(), MAX_ITEMS)
    ]
    return f"{{{', '.join(texts if len(value) <= MAX_ITEMS else [*texts, '…'])}}}"


def _set(value, _depth):
    # The order of its items differs from run to run.
    return f"<{_type_name(type(value))} of {len(value)}>"


def _function(value, _depth):
    return _in_brackets("function ", value.__name__)


def _class(value, _depth):
    return _in_brackets("class ", _type_name(value))


_WRITERS = {
    id(kind): write
    for kind, write in (
        (int, _int),
        (float, _plain),
        (bool, _plain),
        (type(None), _plain),
        (str, _text),
        (bytes, _text),
        (list, _list),
        (tuple, _tuple),
        (dict, _dict),
        (set, _set),
        (frozenset, _set),
        (FunctionType, _function),
        (type, _class),
    )
}
