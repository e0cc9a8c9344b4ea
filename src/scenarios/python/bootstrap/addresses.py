"""Addresses of hosts: `socket.getaddrinfo` and its kin, over lookups of the host."""

import ipaddress
import json
import socket

from . import network

_AF_INET, _AF_INET6 = 2, 10
_FAMILIES = {4: _AF_INET, 6: _AF_INET6}
_STREAM, _DATAGRAM = 1, 2
_PROTOCOLS = {_STREAM: 6, _DATAGRAM: 17}

# The services that a program is likely to name.
_SERVICES = {"ftp": 21, "ssh": 22, "smtp": 25, "domain": 53, "http": 80, "https": 443}


class Question:
    """One call of `getaddrinfo`: checks the arguments, and puts the answer together."""

    def __init__(self, host, port, family=0, type=0, proto=0, flags=0):
        self.host = host.decode() if isinstance(host, (bytes, bytearray)) else host
        if self.host is not None and not isinstance(self.host, str):
            raise TypeError("getaddrinfo() argument 1 must be string or None")
        if self.host is None and port is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        self.port = _port_number(port)
        self.family, self.type, self.flags = family, type, flags
        self.proto = proto

    def at_once(self):
        """The answer, if it is plain without asking anybody, else None."""
        literal = _literal(self.host)
        return None if literal is None else self.infos([literal])

    def ask(self):
        """Asks the host; gives the number of the lookup."""
        passive = bool(self.flags & socket.AI_PASSIVE)
        return network.table.lookup(self.host or "", self.port, passive)

    def answered(self, number):
        """The answer to a lookup. Raises `gaierror`."""
        answer = json.loads(network.table.answer(number))
        if isinstance(answer, dict):
            raise network.error_of(answer)
        return self.infos([(one["family"], one["host"]) for one in answer])

    def infos(self, hosts):
        """What `getaddrinfo` gives for hosts, (4 or 6, address) each."""
        found = []
        for version, host in hosts:
            family = _FAMILIES[version]
            if self.family not in (0, family):
                continue
            address = (host, self.port) if version == 4 else (host, self.port, 0, 0)
            for kind, proto in _PROTOCOLS.items():
                if self.type in (0, kind) and self.proto in (0, proto):
                    found.append(
                        (
                            socket.AddressFamily(family),
                            socket.SocketKind(kind),
                            proto,
                            "",
                            address,
                        )
                    )
        if not found:
            raise socket.gaierror(
                socket.EAI_ADDRFAMILY, "Address family for hostname not supported"
            )
        return found


def _port_number(port):
    if port is None:
        return 0
    if isinstance(port, int):
        return port
    text = port.decode() if isinstance(port, (bytes, bytearray)) else port
    if text.isdigit():
        return int(text)
    if text not in _SERVICES:
        raise socket.gaierror(socket.EAI_SERVICE, "Servname not supported for ai_socktype")
    return _SERVICES[text]


def _literal(host):
    """(4 or 6, address) of a host that is written as an address, else None."""
    if not host:
        return None
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    return address.version, str(address)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """As `_socket.getaddrinfo`; holds the program until the answer has come."""
    question = Question(host, port, family, type, proto, flags)
    infos = question.at_once()
    if infos is not None:
        return infos
    number = question.ask()
    try:
        network.wait_until(lambda: network.table.answer(number))
        return question.answered(number)
    finally:
        network.table.forget(number)


def resolve(address, family, caller):
    """The host, as a number, and the port of an address: what the method `caller` does with it."""
    if not isinstance(address, tuple):
        name = type(address).__name__
        raise TypeError(f"{caller}(): AF_INET address must be tuple, not {name}")
    host, port = address[:2]
    if not isinstance(port, int):
        raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
    if not 0 <= port <= 0xFFFF:
        raise OverflowError(f"{caller}(): port must be 0-65535.")
    if host == "":
        return ("0.0.0.0" if family == _AF_INET else "::"), port
    if host == "<broadcast>":
        return "255.255.255.255", port
    return getaddrinfo(host, port, family, _STREAM)[0][4][:2]


def gethostbyname(hostname):
    """As `_socket.gethostbyname`."""
    return getaddrinfo(hostname, 0, _AF_INET, _STREAM)[0][4][0]


def gethostbyname_ex(hostname):
    """As `_socket.gethostbyname_ex`."""
    found = getaddrinfo(hostname, 0, _AF_INET, _STREAM)
    return hostname, [], [info[4][0] for info in found]


def getnameinfo(sockaddr, flags):
    """As `_socket.getnameinfo`, which here knows the names of no host but this one."""
    host, port = sockaddr[:2]
    literal = _literal(host)
    if literal is None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    names = {number: name for name, number in _SERVICES.items()}
    is_here = ipaddress.ip_address(host).is_loopback and not flags & socket.NI_NUMERICHOST
    service = str(port) if flags & socket.NI_NUMERICSERV else names.get(port, str(port))
    return ("localhost" if is_here else host), service
