"""The texts from which code was compiled, for a program that lives on while its files are edited.

Code says of itself only on which lines of which file it stood. Here it is known which text that was, and where
its lines are now.
"""

import linecache
from difflib import SequenceMatcher

_of_code = {}
"""id(code) -> (code, _Text). The code is kept alive, so its id stays its own."""

_newest = {}
"""File -> _Text."""


class _Text:
    """What a file held for some time."""

    def __init__(self, lines):
        self.lines = lines
        self.following = None
        """The text that came after this one."""
        self._kept = []
        """Lines that are in the text that follows as well: lines before them here, and there, and how many."""

    def replace(self, text):
        """`text` follows this one."""
        self.following = text
        self._kept = _kept(self.lines, text.lines)

    def moved(self, first, last):
        """Where adjacent lines are in the text that follows, as (first, last); None if an edit has touched them."""
        for old, new, size in self._kept:
            if old < first and last <= old + size:
                return first - old + new, last - old + new
        return None


def _kept(old, new):
    """The lines that are in both texts: lines before them in the old one, in the new one, and how many."""
    # What lies around an edit needs no search, which would take long among many lines that are alike.
    most = min(len(old), len(new))
    above = _alike(old, new, range(most))
    below = _alike(old, new, range(-1, above - most - 1, -1))
    matcher = SequenceMatcher(None, old[above : len(old) - below], new[above : len(new) - below])
    return [
        (0, 0, above),
        *((above + here, above + there, size) for here, there, size in matcher.get_matching_blocks()),
        (len(old) - below, len(new) - below, below),
    ]


def _alike(old, new, indexes):
    """How many lines are alike before the first that differ."""
    count = 0
    for index in indexes:
        if old[index] != new[index]:
            break
        count += 1
    return count


def learn(code):
    """The text of `code` and of all code in it is the one that its file has now."""
    text = _renewed(code.co_filename)
    waiting = [code]
    while waiting:
        code = waiting.pop()
        _of_code[id(code)] = code, text
        waiting.extend(part for part in code.co_consts if type(part) is type(code))


def class_bodies(file, name, line):
    """The code of classes of a qualified name that began on a line of a file, in the order of their texts."""
    place = file, name, line
    return [
        code
        for code, _ in _of_code.values()
        if (code.co_filename, code.co_qualname, code.co_firstlineno) == place
    ]


def renew(on_screen):
    """Looks which files were edited since code of theirs was compiled; not all of them are `on_screen`."""
    for file in _newest:
        if file not in on_screen:
            # The interpreter does not see when a file of the machine has changed.
            linecache.cache.pop(file, None)
        _renewed(file)


def _renewed(file):
    linecache.checkcache(file)
    lines = linecache.getlines(file)
    known = _newest.get(file)
    if known is not None and known.lines == lines:
        return known
    text = _newest[file] = _Text(lines)
    if known is not None:
        known.replace(text)
    return text


def text_of(code):
    """The text from which code was compiled; None if it is not known."""
    known = _of_code.get(id(code))
    return known and known[1]


def lines_of(code):
    """The lines of the file of `code` when it was compiled, or those of now if that is not known."""
    text = text_of(code)
    return linecache.getlines(code.co_filename) if text is None else text.lines


def line_of(code, number):
    """One of `lines_of(code)`, counted from 1; empty if there is none."""
    lines = lines_of(code)
    return lines[number - 1] if 0 < number <= len(lines) else ""


def is_outdated(code):
    """Whether the file of `code` was edited after it was compiled."""
    text = text_of(code)
    return text is not None and text.following is not None


def lines_now(code, first, last):
    """Where adjacent lines of `code` are now, as (first, last); None if they were edited."""
    text, lines = text_of(code), (first, last)
    while text is not None and text.following is not None and lines is not None:
        lines = text.moved(*lines)
        text = text.following
    return lines
