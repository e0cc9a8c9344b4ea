"""Calls in words, without calling any code of the program."""

from contextvars import Context
from functools import partial

from ..describe import describe


def call_text(function, args, kwargs):
    """A call as a learner would write it, such as `download('a')`."""
    while type(function) is partial:
        args, kwargs = (*function.args, *args), {**function.keywords, **kwargs}
        function = function.func
        if _runs_in_context(function):
            function, *args = args
    name = getattr(function, "__name__", None) or type(function).__name__
    texts = [describe(value) for value in args]
    texts += [f"{key}={describe(value)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(texts)})"


def _runs_in_context(method):
    """Whether it is the `run` of a context, as `asyncio.to_thread` uses it."""
    owner = getattr(method, "__self__", None)
    return type(owner) is Context and method == owner.run
