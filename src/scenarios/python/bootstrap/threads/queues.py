"""`queue`: queues between threads that are simulated.

An item is there from the time at which it was put until the time at which it was taken. Who asks for
one later for an earlier time than another would have had another one, so that is refused.
"""

import queue

from .lanes import Lane
from .left_waiting import leave_or_refuse, refuse_to_give
from .patience import note_question
from .waiting import (
    ENDED,
    NEVER,
    OUT_OF_ORDER,
    OVER,
    UNKNOWN,
    catches_up,
    hold,
    now,
    pass_until,
    refusal,
    settled,
    try_to_hold,
)

_LONG_AGO = float("-inf")
_TOO_LATE_TO_GIVE = f"{OUT_OF_ORDER} Fill the queue before a thread that takes from it starts."
_ONE_TAKES = (
    f"{OUT_OF_ORDER} Let one thread take from a queue, or hand each item to a `ThreadPoolExecutor`."
)


class _Item:
    __slots__ = ("value", "number", "put", "taken")

    def __init__(self, value, number, put):
        self.value = value
        self.number = number
        self.put = put
        self.taken = NEVER


class Queue:
    """Create a queue object with a given maximum size: first in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._lane = Lane.of(self, "queue", maxsize if type(maxsize) is int and maxsize > 0 else 0)
        self.is_shutdown = False
        self._items = []
        self._count = 0
        self._done = []
        """Times at which `task_done` was called."""
        self._asked = _LONG_AGO
        """The latest time for which somebody took an item, or looked how many there are."""
        self._is_awaited = False
        """Whether a thread was left waiting for an item."""

    def qsize(self):
        """Return the approximate size of the queue."""
        note_question()
        time = settled()
        self._asked = max(self._asked, time)
        return self._size_at(time)

    def empty(self):
        """Return True if the queue is empty, False otherwise."""
        return not self.qsize()

    def full(self):
        """Return True if the queue is full, False otherwise."""
        return 0 < self.maxsize <= self.qsize()

    def put(self, item, block=True, timeout=None):
        """Put an item into the queue."""
        if self._is_awaited:
            raise refuse_to_give("queue.put()")
        time = settled()
        self._check_open()
        if 0 < self.maxsize <= self._size_at(time):
            _check_timeout(timeout)
            if not block or not self._lane.held(hold, self._when_room, "queue.put()", timeout):
                raise queue.Full
            self._check_open()
            time = now()
        if time < self._asked and not catches_up(self._asked):
            raise refusal("queue.put()", _TOO_LATE_TO_GIVE)
        time = now()
        self._count += 1
        self._items.append(_Item(item, self._count, time))
        self._lane.change(1, time)

    def put_nowait(self, item):
        """Put an item into the queue without blocking."""
        return self.put(item, block=False)

    def get(self, block=True, timeout=None):
        """Remove and return an item from the queue."""
        time = settled()
        if time < self._asked and not catches_up(self._asked):
            raise refusal("queue.get()", _ONE_TAKES)
        time = now()
        self._items = [item for item in self._items if item.taken > time]
        if not self._there_at(time):
            self._wait_for_item(block, timeout)
        self._asked = time = now()
        item = self.choose(self._there_at(time))
        item.taken = time
        self._lane.change(-1, time)
        return item.value

    def get_nowait(self):
        """Remove and return an item from the queue without blocking."""
        return self.get(block=False)

    def task_done(self):
        """Indicate that a formerly enqueued task is complete."""
        if len(self._done) >= self._count:
            raise ValueError("task_done() called too many times")
        self._done.append(settled())

    def join(self):
        """Blocks until all items in the Queue have been gotten and processed."""
        if self._when_through() > settled():
            self._lane.held(hold, self._when_through, "queue.join()")

    def shutdown(self, immediate=False):
        """Shut-down the queue, making queue gets and puts raise ShutDown."""
        self.is_shutdown = True
        if immediate:
            time = settled()
            for item in self._there_at(time):
                item.taken = time
                self._lane.change(-1, time)
                self._done.append(time)

    @property
    def unfinished_tasks(self):
        return self._count - len(self._done)

    def choose(self, items):
        """Which one of the items that are there is the next."""
        return min(items, key=lambda item: (item.put, item.number))

    def _wait_for_item(self, block, timeout):
        self._check_open()
        _check_timeout(timeout)
        if not block or not self._hold_for_item(timeout):
            self._asked = now()
            raise queue.Empty
        if not self._there_at(now()):
            self._check_open()

    def _hold_for_item(self, timeout):
        begin = now()
        ending = self._lane.held(try_to_hold, self._when_item, "queue.get()", timeout)
        if ending == UNKNOWN:
            if timeout is None:
                leave_or_refuse("queue.get()", self)
            self._lane.held(pass_until, begin + timeout, "queue.get()")
        return ending == ENDED

    def _when_item(self):
        if self.is_shutdown:
            return OVER
        return min((item.put for item in self._items if item.taken == NEVER), default=NEVER)

    def _when_room(self):
        time = now()
        if self.is_shutdown or self._size_at(time) < self.maxsize:
            return OVER
        return min((item.taken for item in self._items if item.taken > time), default=NEVER)

    def _when_through(self):
        return max(self._done, default=OVER) if self.unfinished_tasks <= 0 else NEVER

    def _would_wait(self):
        return not self.is_shutdown and not self._there_at(now())

    def _there_at(self, when):
        return [item for item in self._items if item.put <= when and item.taken == NEVER]

    def _size_at(self, when):
        return sum(item.put <= when < item.taken for item in self._items)

    def _check_open(self):
        if self.is_shutdown:
            raise queue.ShutDown


class LifoQueue(Queue):
    """Variant of Queue that retrieves most recently added entries first."""

    def choose(self, items):
        return max(items, key=lambda item: (item.put, item.number))


class PriorityQueue(Queue):
    """Variant of Queue that retrieves open entries in priority order (lowest first)."""

    def choose(self, items):
        lowest = min(item.value for item in items)
        return next(item for item in items if item.value is lowest)


class SimpleQueue(Queue):
    """Simple, unbounded FIFO queue."""

    def __init__(self):
        super().__init__()


def _check_timeout(timeout):
    if timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")


def install():
    """Puts our queues where `queue` has its own."""
    for own in (Queue, LifoQueue, PriorityQueue, SimpleQueue):
        own.__module__ = "queue"
        setattr(queue, own.__name__, own)
