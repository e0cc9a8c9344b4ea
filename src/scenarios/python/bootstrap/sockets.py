"""The sockets of programs: a class in place of `_socket.socket`, over the host's table of sockets.

They are TCP sockets; one for datagrams can be made, but leads nowhere.
"""

import json
import os
import socket
import warnings

from . import addresses, network
from .network import CONNECTED, OPEN, READABLE, WRITABLE, raise_failure
from .socket_stream import STREAM, Stream, not_connected
from .threads.jobs import questions, running
from .threads.waiting import refusal

_SERVED_BY_US = (
    "the same program serves there, and it cannot answer while a thread runs, because here a thread runs "
    "as a whole."
)
_SERVES = (
    "here a thread runs as a whole, so the program could not go on while this one waits for clients. "
    "Serve in the loop, with `asyncio.start_server`."
)
AF_INET, AF_INET6 = 2, 10
_VERSIONS = {AF_INET: 4, AF_INET6: 6}
_DATAGRAM = 2
_KIND_MASK = 0xF
SO_REUSEPORT = 15


class _State:
    __slots__ = ("family", "type", "proto", "timeout", "options", "is_bound", "is_listening", "is_shut")

    def __init__(self, family, kind, proto):
        self.family, self.type, self.proto = family, kind, proto
        self.timeout = Socket.default_timeout
        self.options = {}
        self.is_bound = self.is_listening = self.is_shut = False


class Socket(Stream):
    """A TCP socket, as `_socket.socket`."""

    default_timeout = None
    """Seconds that calls of new sockets may wait; None is no limit."""

    __slots__ = ("_fd", "_state")

    def __new__(cls, *args, **keywords):
        self = super().__new__(cls)
        self._fd = -1
        return self

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            if fileno not in network.sockets:
                raise OSError(9, "Bad file descriptor")
            self._fd, self._state = fileno, network.sockets[fileno]
            return
        family = AF_INET if family == -1 else int(family)
        kind = STREAM if type == -1 else int(type) & _KIND_MASK
        _check_kind(family, kind)
        # A number that no file has.
        self._fd = os.open(os.devnull, os.O_RDWR)
        self._state = network.sockets[self._fd] = _State(family, kind, max(0, int(proto)))

    family = property(lambda self: self._state.family)
    type = property(lambda self: self._state.type)
    proto = property(lambda self: self._state.proto)
    timeout = property(lambda self: self._state.timeout)

    def __del__(self):
        if self._fd != -1:
            warnings.warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)
            self.close()

    # What it is

    def fileno(self):
        return self._fd

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def close(self):
        fd, self._fd = self._fd, -1
        if fd != -1:
            del network.sockets[fd]
            network.table.close(fd)
            os.close(fd)

    def settimeout(self, value):
        if value is not None:
            value = float(value)
            if value < 0:
                raise ValueError("Timeout value out of range")
        self._state.timeout = value

    def gettimeout(self):
        return self._state.timeout

    def setblocking(self, flag):
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        return self._state.timeout != 0.0

    def getsockname(self):
        self._check_open()
        return self._address(network.table.local(self._fd)) or self._nowhere()

    def getpeername(self):
        self._check_open()
        if network.table.state(self._fd) & (CONNECTED | OPEN) != CONNECTED | OPEN:
            raise not_connected()
        return self._address(network.table.remote(self._fd)) or self._nowhere()

    def _address(self, text):
        if not text:
            return None
        found = json.loads(text)
        host, port = found["host"], found["port"]
        return (host, port) if self._state.family == AF_INET else (host, port, 0, 0)

    def _nowhere(self):
        return ("0.0.0.0", 0) if self._state.family == AF_INET else ("::", 0, 0, 0)

    def setsockopt(self, level, optname, value, optlen=None):
        self._check_open()
        self._state.options[level, optname] = value

    def getsockopt(self, level, optname, buflen=0):
        self._check_open()
        if level == socket.SOL_SOCKET:
            if optname == socket.SO_ERROR:
                try:
                    raise_failure(self._fd)
                except OSError as error:
                    return error.errno
                return 0
            if optname == socket.SO_TYPE:
                return self._state.type
        return int(self._state.options.get((level, optname), 0))

    # Connections

    def bind(self, address):
        self._check_stream()
        host, port = addresses.resolve(address, self._state.family, "bind")
        reuse = bool(self._state.options.get((socket.SOL_SOCKET, SO_REUSEPORT)))
        table, fd = network.table, self._fd
        table.bind(fd, _VERSIONS[self._state.family], host, port, reuse)
        network.wait_unseen(lambda: table.state(fd) & (OPEN | READABLE))
        raise_failure(fd)
        self._state.is_bound = True

    def listen(self, backlog=128):
        self._check_open()
        if not self._state.is_bound:
            self.bind(self._nowhere()[:2])
        network.table.listen(self._fd)
        self._state.is_listening = True

    def _accept(self):
        self._check_open()
        if not network.table.state(self._fd) & READABLE:
            if self._state.timeout != 0:
                refuse_to_serve([self._fd])
            self._wait(READABLE)
        connection = Socket(self._state.family, STREAM, self._state.proto)
        network.table.accept(self._fd, connection._fd)
        address = connection.getpeername()
        return connection.detach(), address

    def connect(self, address):
        self._check_stream()
        state = network.table.state(self._fd)
        if state & CONNECTED:
            raise_failure(self._fd)
            if state & OPEN:
                raise OSError(106, "Transport endpoint is already connected")
            raise BlockingIOError(114, "Operation already in progress")
        host, port = addresses.resolve(address, self._state.family, "connect")
        network.table.connect(self._fd, _VERSIONS[self._state.family], host, port)
        if self._state.timeout == 0:
            raise BlockingIOError(115, "Operation now in progress")
        if running and port in _own_ports():
            raise refusal("connect()", _SERVED_BY_US)
        self._wait(WRITABLE)
        raise_failure(self._fd)

    def connect_ex(self, address):
        try:
            self.connect(address)
        except TimeoutError:
            return 11
        except OSError as error:
            return error.errno
        return 0

    def shutdown(self, how):
        self._check_open()
        if not network.table.state(self._fd) & CONNECTED:
            raise not_connected()
        if how in (socket.SHUT_WR, socket.SHUT_RDWR) and not self._state.is_shut:
            self._state.is_shut = True
            network.table.end(self._fd)


def _own_ports():
    """The ports on which the program itself serves."""
    listening = [fd for fd, state in network.sockets.items() if state.is_listening]
    return {json.loads(network.table.local(fd))["port"] for fd in listening}


def refuse_to_serve(numbers):
    """Raises `RuntimeError` in a thread that would wait for clients at one of these sockets, and hold the program."""
    if running and not questions and any(_is_listening(number) for number in numbers):
        raise refusal("server.accept()", _SERVES)


def _is_listening(number):
    return number in network.sockets and network.sockets[number].is_listening


def _check_kind(family, kind):
    if family not in _VERSIONS:
        raise OSError(97, "Address family not supported by protocol: Loopscope has TCP sockets only")
    if kind not in (STREAM, _DATAGRAM):
        raise OSError(
            93,
            "Protocol not supported: Loopscope has TCP sockets only. "
            "Run this program with your own Python",
        )
