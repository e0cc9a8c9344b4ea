"""`%timeit …`, `!ls` and `name?`: commands of IPython, which Python does not know."""

import re

from .source import Idiom

_COMMAND = re.compile(r"\s*(?:[\w, ]+=\s*)?(?P<command>%%?[A-Za-z_]\w*|!|\?).*|\s*%?[\w.]+(?P<question>\?\??)\s*$")


def find(failure):
    if not failure.says(SyntaxError, "invalid syntax"):
        return None
    source, line = failure.source, failure.line
    text = source.lines[line - 1].rstrip() if line <= len(source.lines) else ""
    found = _COMMAND.match(text)
    if found is None:
        return None
    begin = (line, len(source.indent(line)))
    what = found["command"] or found["question"]
    return Idiom("ipython-command", begin, (line, len(text)), what, [source.inserted(begin, "# ")])
