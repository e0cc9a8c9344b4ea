"""What surrounds a program: its environment, the folders of packages, and the keyboard."""

import glob
import os
import sys
import warnings

from . import keyboard

# Variables of the interpreter itself that say nothing about the program's world.
_OWN_VARIABLES = ("_", "PYTHONINSPECT", "LD_LIBRARY_PATH")


def prepare(env, packages):
    """Gives the program environment variables, and packages from folders.

    `env` holds texts by name, `packages` paths of folders.
    """
    for name in _OWN_VARIABLES:
        os.environ.pop(name, None)
    os.environ["PWD"] = os.getcwd()
    os.environ.update(env)
    _heed_warning_options(env.get("PYTHONWARNINGS", ""))
    for folder in packages:
        sys.path.extend(_entries(folder))
    sys.stdin = sys.__stdin__ = keyboard.open_text()


def _heed_warning_options(options):
    added = [option for option in options.split(",") if option]
    sys.warnoptions[:] = [*added, *sys.warnoptions]
    warnings._processoptions(added)


def _entries(folder):
    """What belongs on `sys.path` for a folder of packages: itself, the wheels in it, or its environment."""
    inner = glob.glob(f"{folder}/lib/python3*/site-packages") + glob.glob(f"{folder}/Lib/site-packages")
    wheels = glob.glob(f"{folder}/*-none-any.whl")
    return [folder, *sorted(inner), *sorted(wheels)]
