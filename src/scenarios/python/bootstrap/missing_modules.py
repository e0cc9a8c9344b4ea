"""What to do about a module that is missing."""

import importlib.util
import os
import sys

_NO_SCREEN = "it opens windows, and here is no screen"
_NO_TERMINAL = "it draws on a terminal, and here is none"
_NO_SYSTEM = "it asks an operating system about its users and limits, and programs see none here"
_NO_DATABASE = "the library behind it is not part of the interpreter"
_NO_INSTALLER = "nothing can be installed here"
_WINDOWS = "it exists only on Windows"

# Modules of the standard library that the interpreter does not have -> why.
ABSENT = {
    "curses": _NO_TERMINAL,
    "dbm": _NO_DATABASE,
    "ensurepip": _NO_INSTALLER,
    "grp": _NO_SYSTEM,
    "idlelib": _NO_SCREEN,
    "msvcrt": _WINDOWS,
    "nt": _WINDOWS,
    "pwd": _NO_SYSTEM,
    "pydoc_data": "it holds texts for `help()` only",
    "readline": _NO_TERMINAL,
    "resource": _NO_SYSTEM,
    "syslog": _NO_SYSTEM,
    "tkinter": _NO_SCREEN,
    "turtle": _NO_SCREEN,
    "turtledemo": _NO_SCREEN,
    "venv": _NO_INSTALLER,
    "winreg": _WINDOWS,
    "winsound": _WINDOWS,
}

# Packages that are much used and do nothing without their parts in C.
_COMPILED = frozenset(
    "PIL asyncpg cryptography cv2 gevent greenlet grpc h5py lxml matplotlib msgspec numba numpy orjson "
    "pandas psycopg2 pyarrow pydantic_core pygame regex scipy skimage sklearn tensorflow torch uvloop "
    "winloop zmq".split()
)

INSIDE_OF_LOOP = (
    "nest_asyncio changes the inside of asyncio's own loop, and programs run on another one here. Do without it: in "
    "a file with cells (`# %%`) you can `await`, and elsewhere one `asyncio.run` is enough."
)

_COMPILED_ENDINGS = (".so", ".pyd", ".dylib")


def advice(error):
    """A sentence that says what to do about an error, or `None`."""
    name = _name_of(error)
    if name is None:
        return None
    package = name.partition(".")[0]
    if package in ABSENT:
        return f"The module {package} is missing in the Python of Loopscope: {ABSENT[package]}."
    if package in sys.stdlib_module_names:
        return None
    if package == "nest_asyncio":
        return INSIDE_OF_LOOP
    if _is_compiled(name):
        return (
            f"The package {package} is there, but its part {name} is compiled for another Python. "
            "Loopscope runs packages that are written in Python alone."
        )
    if package in _COMPILED:
        return (
            f"The package {package} has parts in C, and Loopscope runs only packages that are written "
            "in Python alone. Run this program with your own Python."
        )
    if not isinstance(error, ModuleNotFoundError) or (name != package and _is_found(package)):
        return None
    return (
        f"The package {package} is not part of Python. If it is written in Python alone, install it with "
        f"`pip install --target FOLDER {package}` and name that folder in the setting "
        "loopscope.python.packages, or put the package beside your file."
    )


def _name_of(error):
    """The module that is missing, or may be; `None` if something else is wrong."""
    if not isinstance(error, ImportError) or not error.name:
        return None
    # `from . import part` does not find a module either, but says it in another way.
    part = getattr(error, "name_from", None)
    return error.name if part is None else f"{error.name}.{part}"


def _is_compiled(name):
    """Whether something is there that another Python could load as this module."""
    *packages, stem = name.split(".")
    return any(
        entry.split(".")[0] == stem and entry.endswith(_COMPILED_ENDINGS)
        for folder in sys.path
        for entry in _entries(os.path.join(folder, *packages))
    )


def _entries(folder):
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _is_found(package):
    try:
        return importlib.util.find_spec(package) is not None
    except (ImportError, ValueError):
        return False
