"""`threading.Timer`: its thread appears when it is due, so that it can be cancelled until then."""

import threading

from .jobs import call_at, forget
from .thread import alive
from .waiting import hold, now


class Timer(threading.Thread):
    """Call a function after a specified number of seconds: `t.cancel()` stops it if it still waits."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = threading.Event()
        self._number = 0

    def start(self):
        """Start the timer; the function is called when its time has come."""
        if self._number:
            raise RuntimeError("threads can only be started once")
        alive.append(self)
        self._number = call_at(now() + self.interval, self._begin, not self.daemon)

    def cancel(self):
        """Stop the timer if it hasn't finished yet."""
        self.finished.set()
        if forget(self._number):
            self._os_thread_handle._set_done()

    def is_alive(self):
        return self._number != 0 and not self._os_thread_handle.is_done()

    def join(self, timeout=None):
        if not self._number:
            raise RuntimeError("cannot join thread before it is started")
        hold(lambda: self._os_thread_handle.end, "timer.join()", timeout)

    def run(self):
        self.function(*self.args, **self.kwargs)
        self.finished.set()

    def _begin(self):
        alive.remove(self)
        super().start()


def install():
    """Puts our timer where `threading` has its own."""
    Timer.__module__ = "threading"
    threading.Timer = Timer
