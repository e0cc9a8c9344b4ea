"""The selector of our loops. It waits for nothing itself: the core does, and runs what is ready."""

import selectors
import sys

from . import bridge, keyboard, network, probe

_NOTHING = (None, None)
_SOCKETS_ONLY = (
    "Operation not permitted: Loopscope's loop can wait for sockets and standard input only. "
    "Run this program with your own Python"
)


class EpollSelector(selectors._BaseSelectorImpl):
    """What `BaseSelectorEventLoop` asks of a selector. It has the name that programs see on Linux."""

    def __init__(self):
        super().__init__()
        self.handles = {}
        """The callbacks that wait for sockets, by the numbers that the core calls them by."""
        self._numbers = {}
        self._count = 0
        self._channel = self._name_of = None

    def use(self, channel, name_of):
        """The loop of the core that runs the callbacks, and what names them in the trace."""
        self._channel, self._name_of = channel, name_of

    def select(self, timeout=None):
        """Nothing: the core schedules what is ready."""
        return []

    def register(self, fileobj, events, data=None):
        fd = self._fileobj_lookup(fileobj)
        if fd < network.LOOKUPS and fd not in network.sockets and fd != keyboard.NUMBER:
            raise PermissionError(1, _SOCKETS_ONLY)
        key = super().register(fileobj, events, data)
        self._tell(key, _NOTHING)
        return key

    def modify(self, fileobj, events, data=None):
        before = self.get_key(fileobj)
        key = self._fd_to_key[before.fd] = before._replace(events=events, data=data)
        self._tell(key, before.data)
        return key

    def unregister(self, fileobj):
        key = super().unregister(fileobj)
        self._tell(key._replace(data=_NOTHING), key.data)
        return key

    def close(self):
        for key in list(self._fd_to_key.values()):
            self.unregister(key.fd)
        super().close()

    def _tell(self, key, before):
        for side, handle, known in zip(("read", "write"), key.data, before):
            if handle is known:
                continue
            if known is not None:
                self.handles.pop(self._numbers.pop((key.fd, side)), None)
            if handle is None:
                network.table.unwatch(key.fd, side)
            else:
                self._watch(key.fd, side, handle)

    def _watch(self, fd, side, handle):
        # Numbers above 0 are those of callbacks that run once.
        self._count -= 1
        self._numbers[fd, side] = self._count
        self.handles[self._count] = handle
        name = self._name_of(handle._callback)
        position = _position_of_user(sys._getframe(5))
        network.table.watch(self._channel, fd, side, self._count, name, position)


def _position_of_user(frame):
    """Where user code asked for it; 0 if asyncio did."""
    return probe.frame_position(frame) if probe.is_user_code(frame.f_code) else 0
