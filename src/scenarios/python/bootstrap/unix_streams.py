"""asyncio's streams over Unix sockets: asyncio leaves them out where there are none, and nobody would say why."""

import asyncio


async def open_unix_connection(path=None, *, limit=None, **keywords):
    """Raises `NotImplementedError`, as the loop does."""
    await asyncio.get_running_loop().create_unix_connection(asyncio.Protocol, path, **keywords)


async def start_unix_server(client_connected_cb, path=None, *, limit=None, **keywords):
    """Raises `NotImplementedError`, as the loop does."""
    await asyncio.get_running_loop().create_unix_server(asyncio.Protocol, path, **keywords)


def install():
    """Puts both where programs look for them."""
    for function in (open_unix_connection, start_unix_server):
        setattr(asyncio, function.__name__, function)
        setattr(asyncio.streams, function.__name__, function)
