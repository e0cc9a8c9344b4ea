"""The part of Loopscope that lives inside the interpreter.

`loop` forwards asyncio's loop to the runtime core, `probe` says where a task stands and what it
waits for, `blocking` replaces calls that hold the thread, `unawaited` says where a coroutine was made
that nobody awaited, and `program` runs a scenario as `python file.py` would. `threads` simulates threads and
processes. `bridge` holds the functions of the host.

`sockets` stands under CPython's own `socket`, `network` leads to what the host keeps of them, and `selector`,
`network_loop` and `tls_transport` connect them with asyncio.
"""
