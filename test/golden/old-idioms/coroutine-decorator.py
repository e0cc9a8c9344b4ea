import asyncio
from asyncio import coroutine


@coroutine
def fetch(name, seconds):
    yield from asyncio.sleep(seconds)
    yield
    return name


class Client:
    @asyncio.coroutine
    def both(self):
        first = yield from fetch("first", 1)
        later = (yield from fetch("second", 1)) + "!"
        return first, later


@asyncio.coroutine
def main():
    lock = asyncio.Lock()
    with (yield from lock):
        both = Client().both()
        print((yield from both))


loop = asyncio.get_event_loop()
loop.run_until_complete(main())
loop.close()
