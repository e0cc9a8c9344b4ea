"""TLS, which the host does: one side of a connection, what both agreed on, and blocking sockets with TLS.

The interpreter's own `ssl` knows contexts, and nothing else.
"""

import base64
import json
import socket
import ssl
from asyncio import constants

from . import certificates, network, tls_context
from .network import CONNECTED, READABLE, WRITABLE
from .tls_context import settings_of


class Side:
    """One side of a TLS connection: its context, and what else `_make_ssl_transport` is told."""

    def __init__(self, context, is_server, server_hostname, handshake_timeout=None):
        if handshake_timeout is not None and handshake_timeout <= 0:
            raise ValueError(
                "ssl_handshake_timeout should be a positive number, " f"got {handshake_timeout}"
            )
        self.context = context
        self.is_server = is_server
        self.server_hostname = None if is_server else server_hostname
        self.handshake_timeout = handshake_timeout or constants.SSL_HANDSHAKE_TIMEOUT

    def begin(self, fd):
        """Begins the handshake. When it is over, the socket is writable or has a failure."""
        settings = settings_of(self.context, self.is_server, self.server_hostname)
        network.table.secure(fd, settings, self.is_server)


class Session:
    """What the two sides agreed on; in place of `ssl.SSLObject`."""

    def __init__(self, fd, side):
        self._agreed = json.loads(network.table.tls(fd))
        self.context, self.server_side = side.context, side.is_server
        self.server_hostname = side.server_hostname

    def version(self):
        return self._agreed["version"]

    def cipher(self):
        """(name, protocol, secret bits), as `SSLSocket.cipher`."""
        name = self._agreed["cipher"]
        return name, self._agreed["version"], 128 if "128" in name else 256

    def getpeercert(self, binary_form=False):
        """As `SSLSocket.getpeercert`: an empty dictionary for a certificate that nobody checked."""
        encoded = self._agreed.get("certificate")
        if encoded is None:
            return None
        certificate = base64.b64decode(encoded)
        if binary_form:
            return certificate
        return {} if self.context.verify_mode == ssl.CERT_NONE else certificates.decode(certificate)

    def selected_alpn_protocol(self):
        return self._agreed.get("protocol")

    def compression(self):
        return None


def _do_handshake(self, block=False):
    """As `SSLSocket.do_handshake`. Before there is a connection, nothing is to do."""
    fd, table = self.fileno(), network.table
    if not table.state(fd) & CONNECTED:
        return
    side = Side(self._context, self._server_side, self._server_hostname)
    if not side.is_server and side.context.check_hostname and not side.server_hostname:
        raise ValueError("check_hostname requires server_hostname")
    side.begin(fd)
    network.wait_until(lambda: table.state(fd) & (READABLE | WRITABLE), self.gettimeout())
    network.raise_failure(fd)
    self._session_agreed = Session(fd, side)


def _connect(self, address):
    socket.socket.connect(self, address)
    self.do_handshake()


def _accept(self):
    connection, address = socket.socket.accept(self)
    return self._context.wrap_socket(connection, server_side=True), address


def _of_session(name):
    """A method of `SSLSocket` that asks the session; None before there is one."""

    def method(self, *args):
        session = getattr(self, "_session_agreed", None)
        return None if session is None else getattr(session, name)(*args)

    return method


def _get_server_certificate(addr, ssl_version=ssl.PROTOCOL_TLS_CLIENT, ca_certs=None, timeout=None):
    """As `ssl.get_server_certificate`; `timeout` is in seconds."""
    context = ssl.SSLContext(ssl_version)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE if ca_certs is None else ssl.CERT_REQUIRED
    if ca_certs is not None:
        context.load_verify_locations(ca_certs)
    with socket.create_connection(addr, timeout) as raw:
        with context.wrap_socket(raw, server_hostname=addr[0]) as secured:
            return ssl.DER_cert_to_PEM_cert(secured.getpeercert(True))


def install():
    """Lets `ssl.SSLSocket` do TLS, and names the errors as CPython does."""
    for value in vars(ssl).values():
        if isinstance(value, type) and issubclass(value, ssl.SSLError):
            value.__module__ = "ssl"
    methods = {
        "do_handshake": _do_handshake,
        "connect": _connect,
        "accept": _accept,
        "pending": lambda self: 0,
        "shutdown": lambda self, how: socket.socket.shutdown(self, how),
        "sendall": lambda self, data, flags=0: socket.socket.sendall(self, data, flags),
    }
    for name in ("version", "cipher", "getpeercert", "selected_alpn_protocol", "compression"):
        methods[name] = _of_session(name)
    for name, method in methods.items():
        setattr(ssl.SSLSocket, name, method)
    ssl.get_server_certificate = _get_server_certificate
    tls_context.install()
