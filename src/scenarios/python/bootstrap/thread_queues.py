"""`queue`: queues between threads that are simulated; see `synchronization`.

An item is there from the time at which it was put until the time at which it was taken. Whoever asks
for one, asks at a time that is not before the time of anybody who has asked.
"""

import heapq
import queue

from . import threads
from .synchronization import _OUT_OF_ORDER

_ALWAYS = float("-inf")
_NEVER = float("inf")


class _Item:
    __slots__ = ("value", "number", "put", "taken")

    def __init__(self, value, number, put):
        self.value = value
        self.number = number
        self.put = put
        self.taken = _NEVER


class Queue:
    """Create a queue object with a given maximum size: first in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.is_shutdown = False
        self._items = []
        self._count = 0
        self._done = []
        """Times at which `task_done` was called."""
        self._asked = _ALWAYS
        self._missed = _ALWAYS
        """The latest time for which somebody was told that nothing more is there."""

    # Asking

    def qsize(self):
        """Return the approximate size of the queue."""
        now = threads.now()
        self._missed = max(self._missed, now)
        return self._size_at(now)

    def empty(self):
        """Return True if the queue is empty, False otherwise."""
        return not self.qsize()

    def full(self):
        """Return True if the queue is full, False otherwise."""
        return 0 < self.maxsize <= self.qsize()

    @property
    def unfinished_tasks(self):
        return self._unfinished_at(threads.now())

    # Putting

    def put(self, item, block=True, timeout=None):
        """Put an item into the queue."""
        now = self._time("queue.put()")
        self._check_open()
        if 0 < self.maxsize <= self._size_at(now):
            if not block or not self._wait_for_room(timeout):
                raise queue.Full
            self._check_open()
            now = threads.now()
        if now < self._missed:
            raise threads.refusal("queue.put()", _OUT_OF_ORDER)
        self._count += 1
        self._items.append(_Item(item, self._count, now))
        threads.mark()

    def put_nowait(self, item):
        """Put an item into the queue without blocking."""
        return self.put(item, block=False)

    def _wait_for_room(self, timeout):
        _check_timeout(timeout)
        has_room = lambda: self.is_shutdown or self._size_at(threads.now()) < self.maxsize
        taken = [item.taken for item in self._items if item.taken > threads.now()]
        return threads.hold(has_room, "queue.put()", min(taken, default=_NEVER), timeout)

    # Getting

    def get(self, block=True, timeout=None):
        """Remove and return an item from the queue."""
        now = self._time("queue.get()")
        if now < self._asked:
            raise threads.refusal("queue.get()", _OUT_OF_ORDER)
        self._asked = now
        if not self._has_item(now):
            self._check_open()
            if not block or not self._wait_for_item(now, timeout):
                self._missed = max(self._missed, threads.now())
                raise queue.Empty
            self._check_open_unless(self._has_item(threads.now()))
        item = self._choose(self._there_at(threads.now()))
        item.taken = self._missed = threads.now()
        if not threads.running:
            self._items = [item for item in self._items if item.taken > item.put or item.taken == _NEVER]
            self._items = [item for item in self._items if item.taken > threads.now()]
        threads.mark()
        return item.value

    def get_nowait(self):
        """Remove and return an item from the queue without blocking."""
        return self.get(block=False)

    def _wait_for_item(self, now, timeout):
        _check_timeout(timeout)
        is_over = lambda: self.is_shutdown or self._has_item(threads.now())
        later = [item.put for item in self._items if item.put > now and item.taken == _NEVER]
        return threads.hold(is_over, "queue.get()", min(later, default=_NEVER), timeout)

    def _has_item(self, when):
        return bool(self._there_at(when))

    def _there_at(self, when):
        return [item for item in self._items if item.put <= when and item.taken == _NEVER]

    def _choose(self, items):
        return min(items, key=lambda item: (item.put, item.number))

    # Being through

    def task_done(self):
        """Indicate that a formerly enqueued task is complete."""
        now = self._time("queue.task_done()")
        if len(self._done) >= self._count:
            raise ValueError("task_done() called too many times")
        self._done.append(now)
        threads.mark()

    def join(self):
        """Blocks until all items in the Queue have been gotten and processed."""
        now = self._time("queue.join()")
        is_over = lambda: self._unfinished_at(threads.now()) <= 0
        known = max(self._done, default=_NEVER)
        foreseen = known if known > now and len(self._done) >= self._count else _NEVER
        threads.hold(is_over, "queue.join()", foreseen)

    def shutdown(self, immediate=False):
        """Shut-down the queue, making queue gets and puts raise ShutDown."""
        self.is_shutdown = True
        if immediate:
            now = self._time("queue.shutdown()")
            for item in self._there_at(now):
                item.taken = now
                self._done.append(now)
        threads.mark()

    # Common

    def _time(self, _call):
        return threads.ending()

    def _size_at(self, when):
        return sum(item.put <= when < item.taken for item in self._items)

    def _unfinished_at(self, when):
        put = self._count - sum(item.put > when for item in self._items)
        return put - sum(time <= when for time in self._done)

    def _check_open(self):
        if self.is_shutdown:
            raise queue.ShutDown

    def _check_open_unless(self, has_item):
        if not has_item:
            self._check_open()


class LifoQueue(Queue):
    """Variant of Queue that retrieves most recently added entries first."""

    def _choose(self, items):
        return max(items, key=lambda item: (item.put, item.number))


class PriorityQueue(Queue):
    """Variant of Queue that retrieves open entries in priority order (lowest first)."""

    def _choose(self, items):
        lowest = heapq.nsmallest(1, (item.value for item in items))[0]
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
