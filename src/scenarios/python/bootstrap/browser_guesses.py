"""Packages that take this interpreter for one in a browser, since `sys.platform` is the same there.

They would ask JavaScript for what sockets do here. Each has a module for browsers, which is replaced by
one that changes nothing; the package then works as it does elsewhere.
"""

import importlib.abc
import importlib.machinery
import sys

# Module for browsers -> the function in it with which its package switches over.
_SWITCHES = {"urllib3.contrib.emscripten": "inject_into_urllib3"}


def _stay():
    """In place of a switch."""


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name in _SWITCHES:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def exec_module(self, module):
        setattr(module, _SWITCHES[module.__name__], _stay)


def install():
    """Lets these packages stay as they are on other platforms."""
    sys.meta_path.insert(0, _Finder())
