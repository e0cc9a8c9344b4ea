"""Handlers of signals in a loop: `asyncio.unix_events` has them, but asks the operating system for news."""

import signal
from asyncio import coroutines


class SignalHandlers:
    """The part of our loop that knows signals."""

    def __init__(self):
        super().__init__()
        self._signal_handlers = {}

    def add_signal_handler(self, sig, callback, *args):
        """Add a handler for a signal.

        Raises ValueError if the signal number is invalid, and RuntimeError if it cannot be caught.
        """
        if coroutines.iscoroutine(callback) or coroutines._iscoroutinefunction(callback):
            raise TypeError("coroutines cannot be used with add_signal_handler()")
        self._check_signal(sig)
        self._check_closed()
        if sig in (signal.SIGKILL, signal.SIGSTOP):
            raise RuntimeError(f"sig {sig} cannot be caught")
        self._signal_handlers[sig] = callback, args
        signal.signal(sig, self._signal_has_come)

    def remove_signal_handler(self, sig):
        """Remove a handler for a signal.

        Returns True if there was one.
        """
        self._check_signal(sig)
        if self._signal_handlers.pop(sig, None) is None:
            return False
        is_interrupt = sig == signal.SIGINT
        signal.signal(sig, signal.default_int_handler if is_interrupt else signal.SIG_DFL)
        return True

    def close(self):
        super().close()
        for sig in list(self._signal_handlers):
            self.remove_signal_handler(sig)

    def _signal_has_come(self, sig, _frame):
        callback, args = self._signal_handlers[sig]
        self.call_soon_threadsafe(callback, *args)

    def _check_signal(self, sig):
        if not isinstance(sig, int):
            raise TypeError(f"sig must be an int, not {sig!r}")
        if sig not in signal.valid_signals():
            raise ValueError(f"invalid signal number {sig}")
