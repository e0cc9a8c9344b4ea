"""What goes through a connection: the methods of `_socket.socket` that read and write.

A blocking call holds the program while time is real.
"""

from pyodide.ffi import to_js

from . import network
from .network import CONNECTED, READABLE, WRITABLE, raise_failure, wait_until

STREAM = 1


class Stream:
    """Reads and writes. A subclass has `_fd`, the number of the socket, and its `_state`."""

    __slots__ = ()

    def recv(self, bufsize, flags=0):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        if bufsize == 0:
            return b""
        data = self._read(bufsize)
        return data.to_bytes()

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        limit = nbytes or len(view)
        if limit == 0:
            return 0
        data = self._read(limit)
        count = data.length
        if count:
            data.assign_to(view[:count])
        return count

    def recvfrom(self, bufsize, flags=0):
        return self.recv(bufsize, flags), None

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        return self.recv_into(buffer, nbytes, flags), None

    def _read(self, limit):
        """The bytes that are there, as the host holds them."""
        self._check_open()
        table, fd = network.table, self._fd
        while True:
            data = table.read(fd, limit)
            if data is not None:
                return data
            raise_failure(fd)
            if not table.state(fd) & CONNECTED:
                raise not_connected()
            self._wait(READABLE)

    def send(self, data, flags=0):
        view = memoryview(data).cast("B")
        self._check_open()
        table, fd = network.table, self._fd
        while True:
            room = table.room(fd)
            if self._state.is_shut:
                raise _broken_pipe()
            if room:
                piece = view if len(view) <= room else view[:room]
                if len(piece):
                    table.write(fd, to_js(piece))
                return len(piece)
            raise_failure(fd)
            state = table.state(fd)
            if not state & CONNECTED:
                raise not_connected()
            if state & WRITABLE:
                raise _broken_pipe()
            self._wait(WRITABLE)

    def sendall(self, data, flags=0):
        view = memoryview(data).cast("B")
        while len(view):
            view = view[self.send(view, flags) :]

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None):
        return self.send(b"".join(buffers), flags)

    def sendto(self, data, *flags_and_address):
        self._check_stream()
        return self.send(data)

    def recvmsg(self, bufsize, ancbufsize=0, flags=0):
        return self.recv(bufsize, flags), [], 0, None

    def _wait(self, what):
        """Waits until the socket is ready, for as long as its timeout allows."""
        timeout = self._state.timeout
        if timeout == 0:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        table, fd = network.table, self._fd
        wait_until(lambda: table.state(fd) & what, timeout)

    def _check_open(self):
        if self._fd == -1:
            raise OSError(9, "Bad file descriptor")

    def _check_stream(self):
        self._check_open()
        if self._state.type != STREAM:
            raise OSError(
                95,
                "Operation not supported: Loopscope has TCP connections, but no datagrams (UDP). "
                "Run this program with your own Python",
            )


def not_connected():
    """The exception of a socket without a connection."""
    return OSError(107, "Transport endpoint is not connected")


def _broken_pipe():
    return BrokenPipeError(32, "Broken pipe")
