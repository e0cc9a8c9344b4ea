"""The text of a file, what is in it and where, and changes to it."""

import ast
import io
import tokenize
from dataclasses import dataclass, field
from functools import cached_property

from .names import Names

_NO_CODE = {tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT}


@dataclass
class Edit:
    """Puts `text` where the text from `begin` to `end` is: pairs of line, from 1, and character, from 0."""

    begin: tuple
    end: tuple
    text: str


@dataclass
class Idiom:
    """An old idiom: where it is, what the program says there, and the changes that replace it."""

    code: str
    begin: tuple
    end: tuple
    what: str
    edits: list = field(default_factory=list)


class Source:
    """The text of a Python file. Places are pairs of a line, from 1, and a character in it, from 0."""

    def __init__(self, text):
        self.text = text
        self.lines = text.splitlines(keepends=True)

    @cached_property
    def tree(self):
        """The syntax tree, or None if there is none."""
        try:
            return ast.parse(self.text)
        except SyntaxError:
            return None

    @cached_property
    def names(self):
        return Names(self.tree)

    @cached_property
    def tokens(self):
        """The tokens that mean something, up to the first that is none."""
        found = []
        try:
            for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
                if token.type not in _NO_CODE:
                    found.append(token)
        except (tokenize.TokenError, SyntaxError):
            pass
        return found

    def begin(self, node):
        return node.lineno, self._characters(node.lineno, node.col_offset)

    def end(self, node):
        return node.end_lineno, self._characters(node.end_lineno, node.end_col_offset)

    def segment(self, node):
        """The text of a node."""
        return ast.get_source_segment(self.text, node) or ""

    def token_at(self, place):
        """The index of the token that begins at a place."""
        return next(index for index, token in enumerate(self.tokens) if token.start == place)

    def indent(self, line):
        """The white space with which a line begins."""
        text = self.lines[line - 1]
        return text[: len(text) - len(text.lstrip())]

    def lines_removed(self, first, last):
        """The change that removes whole lines."""
        return Edit((first, 0), (last + 1, 0), "")

    def inserted(self, place, text):
        return Edit(place, place, text)

    def around(self, node, before, after):
        """The changes that put texts before and behind a node."""
        return [self.inserted(self.begin(node), before), self.inserted(self.end(node), after)]

    def shown(self, place):
        """A place as editors count: line and column from 1, columns in UTF-16 units."""
        line, character = place
        before = self.lines[line - 1][:character] if line <= len(self.lines) else ""
        return line, len(before.encode("utf-16-le")) // 2 + 1

    def _characters(self, line, column):
        """Syntax trees count bytes of UTF-8."""
        return len(self.lines[line - 1].encode()[:column].decode("utf-8", "replace"))
