"""What can be acquired some times at once, by threads that are simulated: locks and semaphores."""

from .. import bridge
from .thread import get_ident
from .waiting import (
    NEVER,
    OUT_OF_ORDER,
    OVER,
    can_pause,
    catches_up,
    hold,
    is_ahead,
    now,
    pass_until,
    refusal,
    settled,
)

_LONG_AGO = float("-inf")
_ONE_WORKER = f"{OUT_OF_ORDER} Use one thread, or tasks with the locks of `asyncio`."
_DEADLOCK = (
    f"{OUT_OF_ORDER} It held another lock when it came there. If two threads take the same locks in "
    "different orders, each can wait for the other for ever, which is a deadlock: take them in one order."
)

_held = {}
"""How many permits each thread has, by its identifier."""


class _Grant:
    """A permit, and until when somebody has it."""

    __slots__ = ("owner", "end")

    def __init__(self, owner):
        self.owner = owner
        self.end = NEVER


class Permits:
    """`count` permits, for threads in the order of the times at which they ask.

    Threads run one after another. One that asks for an earlier time than another has asked would see
    what that one did later, so it is refused; unless it had to wait for the core all the time.
    """

    __slots__ = ("_count", "_call", "_lane", "_taken", "_grants", "_more", "_asked", "_is_inner")

    def __init__(self, count, call, lane, taken):
        """`taken`: by how much the level of its lane changes if somebody takes one."""
        self._count = count
        self._call = call
        self._lane = lane
        self._taken = taken
        self._grants = []
        """Those that may be taken still at the time that was asked for last."""
        self._more = []
        """Times at which somebody gave more than was taken."""
        self._asked = _LONG_AGO
        self._is_inner = False
        """Whether somebody took one who had one of others."""

    def acquire(self, blocking=True, timeout=None):
        """Takes one; returns False if there is none, after `timeout` seconds if it may block."""
        time = self._ask()
        free = self._when_free()
        if free <= time:
            self._take(time)
            return True
        if not blocking:
            if free == NEVER and is_ahead():
                raise refusal(self._call)
            return False
        if timeout is not None and free != NEVER and free > time + timeout:
            self._lane.held(pass_until, time + timeout, self._call)
            return False
        if free != NEVER and can_pause():
            self._lane.held(pass_until, free, self._call)
            self._take(now())
            return True
        if free != NEVER:
            self._take(free)
            self._lane.held(pass_until, free, self._call)
            return True
        when = lambda: OVER if self.value() > 0 else NEVER
        if not self._lane.held(hold, when, self._call, timeout):
            return False
        self._take(now())
        return True

    def release(self):
        """Gives one back, or a new one if none was taken."""
        time = settled()
        if len(self._grants) == 1 and self._grants[0].end == NEVER:
            self._end(self._grants[0], time)
            return
        taken = [grant for grant in self._grants if grant.end == NEVER]
        if not taken:
            self._more.append(time)
            self._lane.change(-self._taken, time)
            return
        mine = get_ident()
        self._end(next((grant for grant in taken if grant.owner == mine), taken[0]), time)

    def is_taken(self):
        """Whether somebody has one, without an end that is known."""
        return any(grant.end == NEVER for grant in self._grants)

    def value(self):
        """How many can be taken at this time."""
        time = now()
        taken = sum(grant.end > time for grant in self._grants)
        return self._count + sum(when <= time for when in self._more) - taken

    def are_gone(self):
        """Whether all are taken, and nobody knows until when."""
        return self._when_free() == NEVER

    def _take(self, time):
        self._lane.change(self._taken, time)
        mine = get_ident()
        has = _held.get(mine, 0)
        self._is_inner = self._is_inner or has > 0
        _held[mine] = has + 1
        self._grants.append(_Grant(mine))

    def _end(self, grant, time):
        self._lane.change(-self._taken, time)
        grant.end = time
        _held[grant.owner] -= 1

    def _ask(self):
        """The time for which is asked."""
        time = settled()
        if time < self._asked:
            free = bridge.threads.core_is_free_at()
            if free >= self._asked:
                pass_until(free, self._call)
            elif not catches_up(self._asked):
                raise refusal(self._call, _DEADLOCK if self._is_inner else _ONE_WORKER)
            time = now()
        self._asked = time
        if self._grants:
            self._grants = [grant for grant in self._grants if grant.end > time]
        if self._more:
            self._count += sum(when <= time for when in self._more)
            self._more = [when for when in self._more if when > time]
        return time

    def _when_free(self):
        missing = len(self._grants) - self._count
        if missing < 0:
            return _LONG_AGO
        ends = sorted([*(grant.end for grant in self._grants), *self._more])
        return ends[missing] if missing < len(ends) else NEVER
