"""The way to the sockets of the run, which somebody outside of the interpreter owns.

`table` is the host's `SocketTable`. A socket is known there by its file descriptor, a lookup of a name
by a larger number.
"""

import builtins
import errno
import json
import re
import socket
import ssl
import sys
from time import monotonic

from . import awaitable_call, bridge, places, probe
from .signals import handle_signals

table = None

sockets = {}
"""File descriptor -> what a socket knows of itself, whichever object has it."""

# The numbers of lookups begin here.
LOOKUPS = 1 << 30

# Where an error of TLS comes from: library and reason.
_ORIGIN = re.compile(r"\[(\w+)(?:: (\w+))?\]")

# What `table.state` adds up.
READABLE = 1
WRITABLE = 2
OPEN = 4
CONNECTED = 8

# The numbers of Linux. Those of the interpreter's own platform mean nothing to people, and no file of
# the interpreter fails with one of these names.
_LINUX = {
    "EAGAIN": 11,
    "EWOULDBLOCK": 11,
    "EPIPE": 32,
    "ENOTSOCK": 88,
    "EDESTADDRREQ": 89,
    "EMSGSIZE": 90,
    "EPROTOTYPE": 91,
    "ENOPROTOOPT": 92,
    "EPROTONOSUPPORT": 93,
    "EOPNOTSUPP": 95,
    "EAFNOSUPPORT": 97,
    "EADDRINUSE": 98,
    "EADDRNOTAVAIL": 99,
    "ENETDOWN": 100,
    "ENETUNREACH": 101,
    "ENETRESET": 102,
    "ECONNABORTED": 103,
    "ECONNRESET": 104,
    "ENOBUFS": 105,
    "EISCONN": 106,
    "ENOTCONN": 107,
    "ETIMEDOUT": 110,
    "ECONNREFUSED": 111,
    "EHOSTUNREACH": 113,
    "EALREADY": 114,
    "EINPROGRESS": 115,
}


def attach(host):
    """Takes over the host's table of sockets."""
    global table
    table = host


def use_linux_numbers():
    """Lets `errno` name the errors of sockets as Linux does."""
    for name, number in _LINUX.items():
        setattr(errno, name, number)
        errno.errorcode[number] = name


def raise_failure(number):
    """Raises what went wrong with a socket and was not raised yet, if anything did."""
    failure = table.failure(number)
    if failure:
        raise error_of(json.loads(failure))


def error_of(failure):
    """The exception for a failure: a dictionary with `type`, `errno` and `text`."""
    name, number, text = failure["type"], failure["errno"], failure["text"]
    kind = getattr(builtins, name, None) or getattr(socket, name, None) or getattr(ssl, name)
    return tls_error(kind, number, text) if issubclass(kind, ssl.SSLError) else kind(number, text)


def tls_error(kind, number, text):
    """An error of `ssl`; its text may begin with library and reason, as in `[SSL: WRONG_VERSION_NUMBER]`."""
    error = kind(number, text)
    origin = _ORIGIN.match(text)
    error.library, error.reason = origin.groups() if origin else (None, None)
    error.verify_message = text.partition("certificate verify failed: ")[2]
    return error


def wait_until(is_over, timeout=None):
    """Holds the program until `is_over()`; a blocking call of the user's in the trace.

    `timeout` is in seconds. Raises `TimeoutError` if it passes, and what handlers of signals raise.
    """
    if is_over():
        return
    call, position, goes_on = _caller()
    deadline = None if timeout is None else monotonic() + timeout
    while not is_over():
        left = -1.0 if deadline is None else deadline - monotonic()
        if deadline is not None and left <= 0:
            raise TimeoutError("timed out")
        bridge.checked(table.wait(left, call, position, goes_on))
        goes_on = True
        handle_signals()


def wait_unseen(is_over):
    """As `wait_until`, for what takes no time worth telling."""
    while not is_over():
        bridge.checked(table.wait(-1.0, 0, 0, False))
        handle_signals()


def _caller():
    """The numbers of the text and the position of the user's call, and whether it has waited before."""
    frame = below = sys._getframe(2)
    user = probe.user_frame(frame)
    if user is None:
        return bridge.text("socket"), 0, False
    while frame is not user:
        below, frame = frame, frame.f_back
    text = places.call_text(user.f_code, user.f_lasti, "socket")
    # Only debuggers look at this attribute, and it ends with the call.
    goes_on = not below.f_trace_lines
    below.f_trace_lines = False
    position = probe.frame_position(user)
    awaitable_call.tell(user, position)
    return bridge.text(text), position, goes_on
