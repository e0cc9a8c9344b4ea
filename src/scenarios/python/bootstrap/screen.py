"""The texts that are run: those on screen, and what is on disk of all other files."""

import importlib.machinery
import linecache

_texts = {}

_loader = importlib.machinery.SourceFileLoader
_get_code = _loader.get_code


def use_unsaved(texts):
    """Makes imports and tracebacks use these texts, by their paths, instead of what is on disk."""
    for path in _texts:
        linecache.cache.pop(path, None)
    _texts.clear()
    _texts.update(texts)
    for path, text in texts.items():
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    _loader.get_code = _get_code_on_screen if texts else _get_code


def source_of(file):
    """What a file holds, as bytes. Raises `OSError` if it cannot be read."""
    text = _texts.get(file)
    if text is not None:
        return text.encode()
    with open(file, "rb") as source:
        return source.read()


def _get_code_on_screen(self, fullname):
    text = _texts.get(self.get_filename(fullname))
    if text is None:
        return _get_code(self, fullname)
    return compile(text.encode(), self.get_filename(fullname), "exec", dont_inherit=True)
