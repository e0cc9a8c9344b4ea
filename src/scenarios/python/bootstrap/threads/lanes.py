"""What the trace hears of locks, queues and the like that threads share."""

import sys

from .. import bridge, primitives, probe
from .waiting import Pause, now, settled

_NOT_TRACED = 0


class Lane:
    """A primitive of a program in the trace; nothing is told of one that the library or a thread has made.

    Threads run one after another, but their times overlap: each change is told with its time.
    """

    __slots__ = ("_number",)

    def __init__(self, number=_NOT_TRACED):
        self._number = number

    @classmethod
    def of(cls, primitive, kind, limit=0):
        """The lane of a primitive; to be called by its constructor. `limit`: 0 if there is none."""
        return cls.made_by(primitives.maker(primitive, sys._getframe(1)), kind, limit)

    @classmethod
    def made_by(cls, frame, kind, limit=0):
        """The lane of a primitive that a frame has made."""
        if not bridge.recording or frame is None or not probe.is_user_code(frame.f_code):
            return NOWHERE
        level = limit if kind == "semaphore" else 0
        return cls(primitives.number_of_new(kind, level, limit, frame))

    def change(self, by, time):
        """Its level rose at a time, or fell if `by` is less than 0."""
        if self._number != _NOT_TRACED:
            bridge.lanes.changed(self._number, by, time)

    def set(self, level, time):
        """Its level was another from a time on."""
        if self._number != _NOT_TRACED:
            bridge.lanes.became(self._number, level, time)

    def held(self, wait, *arguments):
        """What `wait(*arguments)` returns, in which whoever calls waits for it."""
        if self._number == _NOT_TRACED:
            return wait(*arguments)
        self.await_from(settled())
        try:
            result = wait(*arguments)
        except Pause as pause:
            # It goes on to wait.
            pause.lane = self
            raise
        except BaseException:
            self.go_on()
            raise
        self.go_on()
        return result

    def await_from(self, time):
        """Whoever calls waits for it from a time on."""
        if self._number != _NOT_TRACED:
            bridge.lanes.awaited(self._number, 1, time)

    def go_on(self):
        """Whoever calls waits for it no more."""
        if self._number != _NOT_TRACED:
            bridge.lanes.awaited(self._number, -1, now())


NOWHERE = Lane()
