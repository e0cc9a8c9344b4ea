"""A failed program, as those see it who look for old idioms in it."""

import ast

from .source import Source


class Failure:
    """An error, the line of user code that it came from, and the text of the file."""

    def __init__(self, error, line, text):
        self.error = error
        self.line = line
        self.source = Source(text)

    @property
    def missing(self):
        """The name that a module or class was asked for and does not have, or None."""
        is_missing = isinstance(self.error, (AttributeError, ImportError))
        return _missing(self.error) if is_missing else None

    def says(self, kind, *words):
        """Whether the error is of this kind and its message holds one of these words."""
        return isinstance(self.error, kind) and any(word in str(self.error) for word in words)

    def nodes(self, kind):
        """The nodes of this kind that stand on the line, the outermost first; none if it does not parse."""
        if self.source.tree is None:
            return []
        return [
            node
            for node in ast.walk(self.source.tree)
            if isinstance(node, kind) and node.lineno <= self.line <= node.end_lineno
        ]

    def statement(self):
        """The simple statement of the line, or None."""
        found = [node for node in self.nodes(ast.stmt) if not hasattr(node, "body")]
        return found[-1] if found else None


def _missing(error):
    if isinstance(error, ImportError):
        return getattr(error, "name_from", None)
    return error.name
