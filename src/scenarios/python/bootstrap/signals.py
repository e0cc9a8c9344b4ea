"""Lets the interpreter handle the signals that came while nothing of the program ran."""

# The interpreter looks for signals every fifty times that it could.
_CHECKS_UNTIL_SIGNALS = 200


def handle_signals():
    """Runs the handlers of signals that have come, and raises what they raise."""
    for _ in range(_CHECKS_UNTIL_SIGNALS):
        pass
