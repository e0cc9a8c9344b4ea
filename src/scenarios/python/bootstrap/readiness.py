"""`select.select` and `select.poll` for our sockets; blocking, as they are in CPython."""

import select
import selectors
import time

from . import network
from .network import READABLE, WRITABLE, wait_until
from .sockets import refuse_to_serve

_select_files = select.select


def _is_socket(fileobj):
    return _number_of(fileobj) in network.sockets


def _number_of(fileobj):
    return fileobj if isinstance(fileobj, int) else fileobj.fileno()


def _select(rlist, wlist, xlist, timeout=None, /):
    """As `select.select`. Without sockets it may be a mere pause, or a question about files."""
    rlist, wlist, xlist = list(rlist), list(wlist), list(xlist)
    if not any(map(_is_socket, rlist + wlist + xlist)):
        if timeout is None or rlist or wlist or xlist:
            return _select_files(rlist, wlist, xlist, timeout)
        time.sleep(timeout)
        return [], [], []

    if timeout is None or timeout > 0:
        refuse_to_serve(map(_number_of, rlist))

    def ready():
        return _ready(rlist, READABLE), _ready(wlist, WRITABLE), []

    _wait(lambda: any(ready()), timeout)
    return ready()


def _ready(fileobjs, what):
    return [one for one in fileobjs if network.table.state(_number_of(one)) & what]


def _wait(is_over, timeout):
    try:
        wait_until(is_over, timeout)
    except TimeoutError:
        pass


class _Poll:
    """As what `select.poll` gives."""

    def __init__(self):
        self._masks = {}

    def register(self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /):
        self._masks[_number_of(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        if _number_of(fd) not in self._masks:
            raise FileNotFoundError(2, "No such file or directory")
        self.register(fd, eventmask)

    def unregister(self, fd, /):
        del self._masks[_number_of(fd)]

    def poll(self, timeout=None, /):
        """`timeout` is in milliseconds; None or less than 0 is no limit."""
        seconds = None if timeout is None or timeout < 0 else timeout / 1000
        if not self._masks and seconds is not None:
            time.sleep(seconds)
            return []
        if seconds is None or seconds > 0:
            refuse_to_serve(self._masks)
        _wait(self._events, seconds)
        return self._events()

    def _events(self):
        found = []
        for fd, mask in self._masks.items():
            state = network.table.state(fd)
            events = select.POLLIN if state & READABLE else 0
            events |= select.POLLOUT if state & WRITABLE else 0
            if events & mask:
                found.append((fd, events & mask))
        return found


def install():
    """Lets `select` and `selectors` know our sockets."""
    select.select, select.poll = _select, _Poll
    selectors.SelectSelector._select = staticmethod(_select)
    selectors.PollSelector._selector_cls = _Poll
