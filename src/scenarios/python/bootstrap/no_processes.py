"""Refuses what starts processes, with the reason: WebAssembly has none.

Some of these calls would fail without a word of explanation here, and `os.system` would claim success.
"""

import errno
import os
import subprocess
import sys
from asyncio import base_events

_NO_PROGRAMS = (
    "WebAssembly has no processes, so Loopscope cannot start another program. "
    "Run this program with your own Python"
)
_NO_COPIES = (
    "WebAssembly has no processes, so Loopscope cannot copy this one. Use "
    "concurrent.futures.ProcessPoolExecutor, which it simulates, or run this program with your own Python"
)
_ONLY_POOLS = (
    "Loopscope simulates only the processes of concurrent.futures.ProcessPoolExecutor. "
    "Use that, or run this program with your own Python."
)

# What `os` has elsewhere -> what stands in its way here.
_REFUSED = {
    "execv": _NO_PROGRAMS,
    "execve": _NO_PROGRAMS,
    "fork": _NO_COPIES,
    "forkpty": _NO_COPIES,
    "posix_spawn": _NO_PROGRAMS,
    "posix_spawnp": _NO_PROGRAMS,
    "system": _NO_PROGRAMS,
}


def _refused(name, reason):
    def refuse(*args, **keywords):
        raise OSError(errno.ENOSYS, f"Function not implemented: {reason}")

    refuse.__name__ = refuse.__qualname__ = name
    refuse.__module__ = "os"
    return refuse


def _init_popen(self, *args, **keywords):
    """In place of `Popen.__init__`, which `run`, `check_output`, `os.popen` and the like come to."""
    raise OSError(errno.EOPNOTSUPP, f"Operation not supported: {_NO_PROGRAMS}")


async def _make_subprocess_transport(self, *args, **keywords):
    """What `create_subprocess_exec` and `create_subprocess_shell` come to."""
    raise NotImplementedError(f"{_NO_PROGRAMS}.")


class _NoMultiprocessing:
    """Says what there is instead, when the extension modules of `multiprocessing` are looked for."""

    def find_spec(self, name, path=None, target=None):
        if name in ("_multiprocessing", "_posixshmem"):
            raise ImportError(_ONLY_POOLS, name=name)
        return None


def install():
    """Puts the refusals in place."""
    for name, reason in _REFUSED.items():
        setattr(os, name, _refused(name, reason))
    subprocess.Popen.__init__ = _init_popen
    base_events.BaseEventLoop._make_subprocess_transport = _make_subprocess_transport
    sys.meta_path.insert(0, _NoMultiprocessing())
