"""Transports over TLS, as `asyncio.sslproto` makes them of a transport and a protocol."""

from asyncio import base_events, selector_events
from asyncio.log import logger

from . import network
from .tls import Session


class TlsTransport(selector_events._SelectorSocketTransport):
    """A connection over TLS. The protocol hears of it when the handshake is over."""

    _start_tls_compatible = True

    def __init__(
        self, loop, sock, protocol, side, waiter=None, extra=None, server=None, is_known=False
    ):
        self._read_ready_cb = None
        selector_events._SelectorTransport.__init__(self, loop, sock, protocol, extra, server)
        self._eof = False
        self._empty_waiter = None
        self._write_ready = self._write_sendmsg
        base_events._set_nodelay(sock)
        self._extra["sslcontext"] = side.context
        self._side, self._waiter = side, waiter
        self._is_known = is_known
        """Whether the protocol has heard of the connection."""
        side.begin(self._sock_fd)
        loop._add_writer(self._sock_fd, self._handshake_is_over)
        self._timer = loop.call_later(side.handshake_timeout, self._handshake_takes_too_long)

    @classmethod
    def going_on(cls, transport, protocol, side, waiter):
        """Takes over the socket of a transport whose protocol knows of the connection."""
        loop, sock, server = transport._loop, transport._sock, transport._server
        loop._remove_reader(transport._sock_fd)
        transport._closing, transport._sock, transport._server = True, None, None
        taken = cls(loop, sock, protocol, side, waiter, dict(transport._extra), server, True)
        if server is not None:
            server._detach(transport)
        return taken

    def can_write_eof(self):
        return False

    def write_eof(self):
        raise NotImplementedError

    def _handshake_is_over(self):
        self._loop._remove_writer(self._sock_fd)
        self._timer.cancel()
        try:
            network.raise_failure(self._sock_fd)
        except OSError as error:
            self._fail(error)
            return
        session = Session(self._sock_fd, self._side)
        self._extra.update(
            peercert=session.getpeercert(),
            cipher=session.cipher(),
            compression=session.compression(),
            ssl_object=session,
        )
        if not self._is_known:
            self._is_known = True
            self._protocol.connection_made(self)
        self._wake_waiter()
        self._add_reader(self._sock_fd, self._read_ready)

    def _handshake_takes_too_long(self):
        self._fail(
            ConnectionAbortedError(
                f"SSL handshake is taking longer than {self._side.handshake_timeout} seconds: "
                "aborting the connection"
            )
        )

    def _fail(self, error):
        self._fatal_error(error, "SSL handshake failed")
        self._wake_waiter(error)

    def _wake_waiter(self, error=None):
        waiter, self._waiter = self._waiter, None
        if waiter is None or waiter.done():
            return
        if error is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(error)

    def resume_reading(self):
        if self._waiter is None:
            super().resume_reading()
        else:
            self._paused = False

    def _read_ready__on_eof(self):
        if self._protocol.eof_received():
            logger.warning("returning true from eof_received() has no effect when using ssl")
        self.close()

    def _force_close(self, error):
        self._stop_handshake()
        super()._force_close(error)

    def close(self):
        self._stop_handshake()
        super().close()

    def _stop_handshake(self):
        self._timer.cancel()
        if self._waiter is not None and self._loop is not None:
            self._loop._remove_writer(self._sock_fd)

    def _call_connection_lost(self, error):
        self._protocol_connected = self._is_known
        self._wake_waiter(error)
        super()._call_connection_lost(error)
