"""Lets CPython's own `socket`, `ssl`, `select` and `selectors` use our sockets."""

import _socket
import importlib
import socket
import ssl

from . import addresses, network, readiness, tls
from .sockets import AF_INET, SO_REUSEPORT, STREAM, Socket


def _socketpair(family=AF_INET, type=STREAM, proto=0):
    """As `_socket.socketpair`; both ends are inside of the program."""
    one, other = Socket(AF_INET, type, proto), Socket(AF_INET, type, proto)
    network.table.pair(one._fd, other._fd)
    return one, other


def _setdefaulttimeout(timeout):
    Socket.default_timeout = None if timeout is None else float(timeout)


def _dup(fd):
    raise OSError(95, "Operation not supported: sockets of Loopscope cannot be duplicated")


_pton = _socket.inet_pton


def _inet_pton(family, text):
    """As on Linux, where an address with a zone is none."""
    if "%" in text:
        raise OSError("illegal IP address string passed to inet_pton")
    return _pton(family, text)


def _close(fd):
    Socket(fileno=fd).close()


def install():
    """Lets `socket` and `ssl` use our sockets, in all modules that are there already."""
    network.use_linux_numbers()
    ours = {
        "socket": Socket,
        "SocketType": Socket,
        "socketpair": _socketpair,
        "close": _close,
        "dup": _dup,
        "getaddrinfo": addresses.getaddrinfo,
        "getnameinfo": addresses.getnameinfo,
        "gethostbyname": addresses.gethostbyname,
        "gethostbyname_ex": addresses.gethostbyname_ex,
        "getdefaulttimeout": lambda: Socket.default_timeout,
        "setdefaulttimeout": _setdefaulttimeout,
        "inet_pton": _inet_pton,
        "has_ipv6": True,
        "SO_REUSEADDR": 2,
        "SO_REUSEPORT": SO_REUSEPORT,
    }
    for name, value in ours.items():
        setattr(_socket, name, value)
    importlib.reload(socket)
    importlib.reload(ssl)
    tls.install()
    readiness.install()
