"""The texts that are run: those on screen, and what is on disk of all other files."""

import importlib.machinery
import linecache

from . import versions
from .imports import leave_out
from .probe import is_user_code

_texts = {}

_loader = importlib.machinery.SourceFileLoader
_get_code = _loader.get_code

_lives_on = False


def use_unsaved(texts, lives_on):
    """Makes imports and tracebacks use these texts, by their paths, instead of what is on disk.

    `lives_on`: the files may be edited while their code is used.
    """
    global _lives_on
    _lives_on = lives_on
    for path in _texts:
        linecache.cache.pop(path, None)
    _texts.clear()
    _texts.update(texts)
    for path, text in texts.items():
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    _loader.get_code = _get_code_on_screen if texts or lives_on else _get_code
    versions.renew(texts)


def source_of(file):
    """What a file holds, as bytes. Raises `OSError` if it cannot be read."""
    text = _texts.get(file)
    if text is not None:
        return text.encode()
    with open(file, "rb") as source:
        return source.read()


def _get_code_on_screen(self, fullname):
    file = self.get_filename(fullname)
    text = _texts.get(file)
    try:
        code = _get_code(self, fullname) if text is None else self.source_to_code(text.encode(), file)
    except BaseException as error:
        leave_out(error)
        raise
    if _lives_on and is_user_code(code):
        versions.learn(code)
    return code
