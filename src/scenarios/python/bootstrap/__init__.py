"""The part of Loopscope that lives inside the interpreter.

`loop` forwards asyncio's loop to the runtime core, `probe` says where a task stands and what it
waits for, `blocking` replaces calls that hold the thread, `unawaited` says where a coroutine was made
that nobody awaited, and `program` runs a scenario as `python file.py` would. `threads` simulates threads and
processes. `bridge` holds the functions of the host.
"""
