"""Imports of modules that are not the user's own, which cost the program nothing.

Most of their time is the interpreter's: it reads and unpacks its library, which native Python does in a
fraction of it. The user's own modules count, wherever they are imported.

What runs while a module is imported has the file name of `importlib`, so that Python leaves it out of
warnings, as it does with its own. In tracebacks it is not, since those of `importlib.import_module` show all frames.
"""

import sys
from importlib import _bootstrap, _bootstrap_external

from . import bridge, places, probe

_find_and_load = _bootstrap._find_and_load
_Loader = _bootstrap_external._LoaderBasics
_exec_module = _Loader.exec_module

_is_free = False
"""The outermost import of a foreign module goes on."""

_packages = ()
"""Folders of packages, each with a slash at its end."""


def prepare(packages):
    """Tells which folders hold packages: a module in one of them is not the user's own."""
    global _packages, _is_free
    _packages = tuple(f"{folder.rstrip('/')}/" for folder in packages)
    _is_free = False


def _observed_find_and_load(name, import_):
    is_outermost = not _is_free
    if is_outermost:
        _begin()
    try:
        return _find_and_load(name, import_)
    except BaseException as error:
        leave_out(error)
        raise
    finally:
        if is_outermost:
            _end(sys._getframe(1))


def _observed_exec_module(self, module):
    is_users = _is_free and _is_users(module.__spec__.origin)
    if is_users:
        _end()
    try:
        _exec_module(self, module)
    except BaseException as error:
        leave_out(error)
        raise
    finally:
        if is_users:
            _begin()


def leave_out(error):
    """Takes the frame that caught an exception out of its traceback; it stays out if the frame has a bare `raise`."""
    error.__traceback__ = error.__traceback__.tb_next


def _begin():
    global _is_free
    _is_free = True
    bridge.imports.begin()


def _end(frame=None):
    """`frame` is that of who imports the module, if the import is over."""
    global _is_free
    _is_free = False
    if bridge.imports.end() and frame is not None:
        frame = probe.user_frame(frame)
        if frame is not None:
            call = places.call_text(frame.f_code, frame.f_lasti, "import …")
            bridge.imports.held(bridge.text(call), probe.frame_position(frame))


def _is_users(file):
    if not isinstance(file, str) or "/site-packages/" in file:
        return False
    return not file.startswith((*probe.LIBRARY_PREFIXES, *_packages))


def _hide(function, original):
    """Makes a function look as one of `importlib`."""
    code = function.__code__.replace(co_filename=original.__code__.co_filename)
    function.__code__ = code.replace(co_name=original.__name__, co_qualname=original.__qualname__)


def install():
    """From now on imports of foreign modules are free."""
    _bootstrap._find_and_load = _observed_find_and_load
    _Loader.exec_module = _observed_exec_module


_hide(_observed_find_and_load, _find_and_load)
_hide(_observed_exec_module, _exec_module)
