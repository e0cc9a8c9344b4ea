"""The cells of a file: what stands between lines that begin with `# %%`, as notebooks are kept in text files."""

import ast
import re
from dataclasses import dataclass

_MARKER = re.compile(r"#[ \t]*%%+(?P<heading>.*)")
_PROSE = re.compile(r"\[(?:markdown|md|raw)\]", re.IGNORECASE)
# What other tools write behind the title: the kind of the cell, and names with values.
_METADATA = re.compile(r"""(?:(?:^|\s+)(?:\[\w+\]|[A-Za-z_][\w.-]*=(?:"[^"]*"|'[^']*'|\S+)))+$""")
_PAUSE = re.compile(r"\bpause=(\d+(?:\.\d+)?)(?!\S)")


@dataclass
class Cell:
    """A piece of code that is run as a whole."""

    index: int
    """From 1; texts between the cells are not counted."""
    title: str
    line: int
    """Its first line, which is that of its heading if it has one."""
    source: str
    """Its code, on the lines on which it stands in the file."""
    pause: float
    """Seconds for which the loop runs on before it begins."""


def are_in(text):
    """Whether a file is to be run in cells."""
    return any(_MARKER.match(line) for line in text.split("\n"))


def split(text):
    """The cells of a file in order, without those of prose; the lines before the first heading are one, too."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _MARKER.match(line)]
    found = []
    if _has_code("\n".join(lines[: starts[0]])):
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(lines)]):
        marker = _MARKER.match(lines[start])
        heading = marker["heading"].strip() if marker else ""
        if _PROSE.search(heading):
            continue
        title, pause = _read(heading)
        source = "\n" * start + "\n".join(lines[start:end])
        found.append(Cell(len(found) + 1, title, start + 1, source, pause))
    return found


def _has_code(text):
    """Whether there is more than comments and what the file says about itself."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return True
    return any(ast.get_docstring(ast.Module([statement], [])) is None for statement in body)


def _read(heading):
    """(title, seconds of its pause) of the text behind the `# %%`."""
    metadata = _METADATA.search(heading)
    if metadata is None:
        return heading, 0.0
    pause = _PAUSE.search(metadata[0])
    return heading[: metadata.start()], float(pause[1]) if pause else 0.0
