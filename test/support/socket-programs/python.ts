import { startPython } from '../python-socket-scenarios';
import type { SocketPrograms } from './programs';

export const PYTHON_PROGRAMS: SocketPrograms = {
  language: 'Python',
  start: startPython,
  yes: 'True',
  halfClosed: `
async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.writelines([b"all ", b"of it"])
    writer.write_eof()
    print((await reader.read()).decode())
    writer.close()

asyncio.run(main())
`,
  ticking: `
async def tick(writer):
    for _ in range(3):
        writer.write(b"tick")
        await asyncio.sleep(0.01)

async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    ticking = asyncio.create_task(tick(writer))
    print((await reader.read()).decode())
    ticking.cancel()
    writer.close()

asyncio.run(main())
`,
  refused: (free) => `
async def main():
    print(await outcome(asyncio.open_connection("127.0.0.1", ${free})))
    print(await outcome(asyncio.open_connection("a..b", 80)))
    print(await outcome(asyncio.start_server(print, "127.0.0.1", port)))
    print(await outcome(asyncio.start_server(print, "192.0.2.1", 0)))
    print(await outcome(asyncio.open_connection("127.0.0.1", 70000)))
    print(await outcome(asyncio.open_connection("127.0.0.1", "no such service")))
    print(await outcome(asyncio.open_connection()))
    print(await outcome(asyncio.start_server(print)))
    print(await outcome(asyncio.open_connection("127.0.0.1", 80, server_hostname="x")))
    print(await outcome(asyncio.start_server(print, "127.0.0.1", 0, ssl=True)))

asyncio.run(main())
`,
  reset: `
async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"go away")
    print(await outcome(reader.read()))
    print(await outcome(writer.drain()))
    print(writer.is_closing(), await outcome(writer.wait_closed()))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello")
    print(await outcome(reader.readexactly(100)))
    writer.close()

asyncio.run(main())
`,
  draining: `
async def main():
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while True:
        writer.write(bytes(1024 * 1024))
        count += 1
        # As long as the other side takes nothing, the buffers fill up, and one drain never ends.
        drain = asyncio.create_task(writer.drain())
        done, _ = await asyncio.wait([drain], timeout=0.2)
        if not done:
            print("blocked")
            await drain
            print("drained")
            break
    print("sent", count, "MiB")
    writer.close()
    await writer.wait_closed()

asyncio.run(main())
`,
  reading: `
async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    expected = bytes(index % 251 for index in range(251)) * 1000
    count, is_right = 0, True
    while piece := await reader.read(100_000):
        start = count % 251
        is_right = is_right and piece == expected[start : start + len(piece)]
        count += len(piece)
    print(count, is_right)
    writer.close()

asyncio.run(main())
`,
  leaving: (bytes) => `
async def main():
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"a" * ${bytes})

asyncio.run(main())
`,
  arriving: 100_000,
  greeting: `
served = 0

async def greet(reader, writer):
    global served
    name = await reader.readline()
    writer.write(b"hello " + name.strip())
    await writer.drain()
    writer.close()
    served += 1

async def main():
    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    print("port", server.sockets[0].getsockname()[1])
    while served < 20:
        await asyncio.sleep(0.005)
    server.close()
    await server.wait_closed()
    print("served", served)

asyncio.run(main())
`,
  waiting: `
async def greet(reader, writer):
    print("a client")
    await reader.read()

async def main():
    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    print("port", server.sockets[0].getsockname()[1])
    await server.serve_forever()

asyncio.run(main())
`,
};
