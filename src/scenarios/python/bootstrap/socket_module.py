"""Lets CPython's own `socket`, `ssl`, `select` and `selectors` use our sockets."""

import _socket
import importlib
import ipaddress
import socket
import ssl

from . import addresses, network, readiness, tls
from .sockets import AF_INET, AF_INET6, SO_REUSEPORT, STREAM, Socket


def _socketpair(family=AF_INET, type=STREAM, proto=0):
    """As `_socket.socketpair`; both ends are inside of the program."""
    one, other = Socket(AF_INET, type, proto), Socket(AF_INET, type, proto)
    network.table.pair(one._fd, other._fd)
    return one, other


def _setdefaulttimeout(timeout):
    Socket.default_timeout = None if timeout is None else float(timeout)


def _dup(fd):
    raise OSError(95, "Operation not supported: sockets of Loopscope cannot be duplicated")


_pton, _ntop = _socket.inet_pton, _socket.inet_ntop


def _inet_pton(family, text):
    """As `_socket.inet_pton`; the interpreter's own was built without IPv6."""
    if family != AF_INET6:
        return _pton(family, text)
    try:
        return ipaddress.IPv6Address("%" if "%" in text else text).packed
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None


def _inet_ntop(family, packed):
    """As `_socket.inet_ntop`; the interpreter's own was built without IPv6."""
    if family != AF_INET6:
        return _ntop(family, packed)
    if len(packed) != 16:
        raise ValueError("invalid length of packed IP address string")
    return str(ipaddress.IPv6Address(bytes(packed)))


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
        "inet_ntop": _inet_ntop,
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
