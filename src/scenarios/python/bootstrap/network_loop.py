"""What asyncio's loop does with sockets: its own selector loop, with our selector, names and TLS."""

import socket
import ssl
from asyncio import selector_events, sslproto
from asyncio.futures import _set_result_unless_cancelled

from . import network
from .addresses import Question
from .selector import EpollSelector
from .tls import Side
from .tls_transport import TlsTransport


class NetworkEventLoop(selector_events.BaseSelectorEventLoop):
    """The part of our loop that knows sockets."""

    def __init__(self):
        super().__init__(EpollSelector())

    def _make_self_pipe(self):
        """The core is woken in another way."""

    def _close_self_pipe(self):
        """There is none."""

    def _write_to_self(self):
        """The core is woken in another way."""

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """As asyncio's own, which asks in a thread."""
        question = Question(host, port, family, type, proto, flags)
        infos = question.at_once()
        waiter = self.create_future()
        if infos is not None:
            self.call_soon(_set_result_unless_cancelled, waiter, None)
            await waiter
            return infos
        number = question.ask()
        self._add_reader(number, _name_is_looked_up, waiter)
        try:
            await waiter
            return question.answered(number)
        finally:
            self._remove_reader(number)
            network.table.forget(number)

    async def getnameinfo(self, sockaddr, flags=0):
        """As asyncio's own, which asks in a thread."""
        return socket.getnameinfo(sockaddr, flags)

    def _sock_connect_cb(self, fut, sock, address):
        """As asyncio's own, with the exception that belongs to a number of Linux."""
        if fut.done():
            return
        try:
            network.raise_failure(sock.fileno())
        except OSError as error:
            text = f"Connect call failed {address}"
            fut.set_exception(type(error)(error.errno, text))
        else:
            fut.set_result(None)

    def _make_ssl_transport(
        self,
        rawsock,
        protocol,
        sslcontext,
        waiter=None,
        *,
        server_side=False,
        server_hostname=None,
        extra=None,
        server=None,
        ssl_handshake_timeout=None,
        ssl_shutdown_timeout=None,
    ):
        self._ensure_fd_no_transport(rawsock)
        if not sslcontext:
            sslcontext = sslproto._create_transport_context(server_side, server_hostname)
        side = Side(sslcontext, server_side, server_hostname, ssl_handshake_timeout)
        return TlsTransport(self, rawsock, protocol, side, waiter, extra, server)

    async def start_tls(
        self,
        transport,
        protocol,
        sslcontext,
        *,
        server_side=False,
        server_hostname=None,
        ssl_handshake_timeout=None,
        ssl_shutdown_timeout=None,
    ):
        """As asyncio's own; the connection goes on in another transport."""
        if not isinstance(sslcontext, ssl.SSLContext):
            raise TypeError(
                f"sslcontext is expected to be an instance of ssl.SSLContext, got {sslcontext!r}"
            )
        if not getattr(transport, "_start_tls_compatible", False):
            raise TypeError(f"transport {transport!r} is not supported by start_tls()")
        side = Side(sslcontext, server_side, server_hostname, ssl_handshake_timeout)
        waiter = self.create_future()
        transport.pause_reading()
        try:
            if transport.get_write_buffer_size():
                await transport._make_empty_waiter()
            secured = TlsTransport.going_on(transport, protocol, side, waiter)
        except BaseException:
            transport.close()
            raise
        try:
            await waiter
        except BaseException:
            secured.close()
            raise
        return secured

    async def create_unix_connection(self, protocol_factory, path=None, **keywords):
        """Refused: the host has TCP only."""
        raise NotImplementedError(_NO_UNIX_SOCKETS)

    async def create_unix_server(self, protocol_factory, path=None, **keywords):
        """Refused: the host has TCP only."""
        raise NotImplementedError(_NO_UNIX_SOCKETS)


def _name_is_looked_up(waiter):
    _set_result_unless_cancelled(waiter, None)


_NO_UNIX_SOCKETS = (
    "Loopscope has TCP connections, but no Unix sockets. Run this program with your own Python."
)
