"""`async` and `await` as names: keywords since Python 3.7. Among them is `asyncio.async`."""

from .source import Edit, Idiom

_AFTER_ASYNC = {"def", "with", "for"}
# What follows a name, and never a keyword that an expression follows.
_AFTER_NAME = {"=", ")", ".", ",", ":", "]", "+=", "=="}


def find(failure):
    if not isinstance(failure.error, SyntaxError):
        return None
    source = failure.source
    uses = [index for index in range(len(source.tokens)) if _is_name(source.tokens, index)]
    here = next((index for index in uses if source.tokens[index].start[0] == failure.line), None)
    if here is None:
        return None
    is_imported = any(_is_imported(source.tokens, index) for index in uses)
    edits = [_renamed(source.tokens, index, is_imported) for index in uses]
    found = source.tokens[here]
    is_old_function = edits[uses.index(here)].text == "ensure_future"
    code = "asyncio-async" if is_old_function else "async-keyword"
    return Idiom(code, found.start, found.end, found.string, edits)


def _is_name(tokens, index):
    word = tokens[index].string
    following = tokens[index + 1].string if index + 1 < len(tokens) else ""
    if word == "async":
        return following not in _AFTER_ASYNC
    return word == "await" and (following in _AFTER_NAME or tokens[index - 1].string == ".")


def _is_imported(tokens, index):
    """Whether it stands in `from asyncio import …`."""
    line = tokens[index].start[0]
    words = [token.string for token in tokens if token.start[0] == line and token.end <= tokens[index].start]
    return words[:3] == ["from", "asyncio", "import"]


def _renamed(tokens, index, is_imported):
    token = tokens[index]
    before = [one.string for one in tokens[max(0, index - 2) : index]]
    is_called = index + 1 < len(tokens) and tokens[index + 1].string == "("
    is_old_function = before == ["asyncio", "."] or _is_imported(tokens, index)
    if token.string == "async" and (is_old_function or (is_imported and is_called)):
        return Edit(token.start, token.end, "ensure_future")
    return Edit(token.start, token.end, f"{token.string}_")
