"""What a task waits for, in the words of the trace's wait kinds."""

import asyncio
from asyncio import tasks

# The word for any other coroutine of the library: what it waits for says it.
LIBRARY = ""

# What a task waits for if the outermost asyncio coroutine below the user's own `await` is this one.
# The words are those of the trace's wait kinds.
WAITS = {
    ("tasks.py", "sleep"): "sleep",
    ("tasks.py", "wait"): "wait",
    ("tasks.py", "_wait"): "wait",
    ("tasks.py", "_AsCompletedIterator._wait_for_one"): "as_completed",
    ("tasks.py", "_AsCompletedIterator.__anext__"): "as_completed",
    ("taskgroups.py", "TaskGroup.__aexit__"): "task group",
    ("locks.py", "Lock.acquire"): "lock",
    ("locks.py", "Event.wait"): "event",
    ("locks.py", "Condition.wait"): "condition",
    ("locks.py", "Condition.wait_for"): "condition",
    ("locks.py", "Semaphore.acquire"): "semaphore",
    ("locks.py", "Barrier.wait"): "barrier",
    ("queues.py", "Queue.get"): "queue.get",
    ("queues.py", "Queue.put"): "queue.put",
    ("queues.py", "Queue.join"): "queue.join",
    ("threads.py", "to_thread"): "thread",
    ("streams.py", "StreamReader.read"): "socket read",
    ("streams.py", "StreamReader.readline"): "socket read",
    ("streams.py", "StreamReader.readuntil"): "socket read",
    ("streams.py", "StreamReader.readexactly"): "socket read",
    ("streams.py", "StreamWriter.drain"): "socket write",
    ("streams.py", "StreamWriter.start_tls"): "connect",
    ("streams.py", "StreamWriter.wait_closed"): "wait_closed",
    ("streams.py", "open_connection"): "connect",
    ("base_events.py", "BaseEventLoop.create_connection"): "connect",
    ("base_events.py", "Server.serve_forever"): "serve_forever",
    ("base_events.py", "Server.wait_closed"): "wait_closed",
    ("network_loop.py", "NetworkEventLoop.getaddrinfo"): "connect",
    ("network_loop.py", "NetworkEventLoop.start_tls"): "connect",
    ("selector_events.py", "BaseSelectorEventLoop._accept_connection2"): "connect",
    ("selector_events.py", "BaseSelectorEventLoop.sock_accept"): "sock_accept",
    ("selector_events.py", "BaseSelectorEventLoop.sock_connect"): "connect",
    ("selector_events.py", "BaseSelectorEventLoop.sock_recv"): "socket read",
    ("selector_events.py", "BaseSelectorEventLoop.sock_recv_into"): "socket read",
    ("selector_events.py", "BaseSelectorEventLoop.sock_sendall"): "socket write",
}

# Words of `WAITS` that the trace has no kind for.
_OTHER = ("as_completed", "serve_forever", "sock_accept", "wait_closed")

_MAY_SLEEP = ("sleep", LIBRARY)


def reason_of(wait, waiter):
    """What a task waits for: (kind, number of the task it waits for or 0, detail)."""
    if wait in _MAY_SLEEP and hasattr(waiter, "_loopscope_delay"):
        return "sleep", 0, seconds(waiter._loopscope_delay)
    if wait in _OTHER:
        return "other", 0, wait
    job = getattr(waiter, "_loopscope_job", None)
    if job is not None and (wait == "thread" or wait is LIBRARY):
        return job[0], 0, job[1]
    if wait is not LIBRARY:
        return wait, 0, ""
    if isinstance(waiter, asyncio.Task):
        return "task", getattr(waiter, "_loopscope_id", 0), ""
    if isinstance(waiter, tasks._GatheringFuture):
        return "gather", 0, f"{len(waiter._children)} awaitables"
    return "future", 0, ""


def seconds(value: float) -> str:
    """A duration as a learner would write it: `1.0 s`, `0.25 s`."""
    return f"{round(float(value), 3)} s"
