import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';
import { linesOfPython, startPython } from '../support/python-socket-scenarios';

const MIB = 1024 * 1024;

describe('sockets of a Python scenario', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  it('carry lines from a client to a server and back', async () => {
    const source = `
async def echo(reader, writer):
    async for line in reader:
        print("server", line, asyncio.current_task().get_name())
        writer.write(line)
        await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(host, port)
    for word in (b"one\\n", b"two\\n"):
        writer.write(word)
        print("client", await reader.readline())
    local = writer.get_extra_info("sockname")
    print(local[0] == host, writer.get_extra_info("peername")[1] == port)
    writer.write_eof()
    print("rest", await reader.read(), reader.at_eof())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print(server, server.is_serving())

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      // Task-2 looks the host up and Task-3 accepts the connection.
      "server b'one\\n' Task-4",
      "client b'one\\n'",
      "server b'two\\n' Task-4",
      "client b'two\\n'",
      'True True',
      "rest b'' True",
      '<Server sockets=()> False',
    ]);
  });

  it('call protocols in the order of CPython', async () => {
    const source = `
log = []

class Client(asyncio.Protocol):
    name = "client"
    def connection_made(self, transport):
        log.append((self.name, "made"))
        self.transport = transport
    def data_received(self, data):
        log.append((self.name, "data", data))
    def eof_received(self):
        log.append((self.name, "eof"))
    def connection_lost(self, error):
        log.append((self.name, "lost", error))

class Server(Client):
    name = "server"
    def data_received(self, data):
        super().data_received(data)
        self.transport.write(data.upper())
        self.transport.close()

class Buffered(asyncio.BufferedProtocol):
    def connection_made(self, transport):
        self.buffer = bytearray(5)
        self.lost = asyncio.Event()
        transport.write(b"in small pieces")
    def get_buffer(self, size):
        return self.buffer
    def buffer_updated(self, count):
        log.append(("buffered", bytes(self.buffer[:count])))
    def connection_lost(self, error):
        log.append(("buffered", "lost", error))
        self.lost.set()

async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    transport, _ = await loop.create_connection(Client, *address)
    log.append("connected")
    transport.write(b"hello")
    loop.call_soon(log.append, "soon")
    while not transport.is_closing():
        await asyncio.sleep(0.01)
    _, buffered = await loop.create_connection(Buffered, *address)
    await buffered.lost.wait()
    server.close()
    await server.wait_closed()
    print(*log, sep="\\n")

asyncio.run(main())
`;
    // Printed by CPython 3.11, too.
    deepStrictEqual(await linesOfPython(engine, source), [
      "('server', 'made')",
      "('client', 'made')",
      'connected',
      'soon',
      "('server', 'data', b'hello')",
      "('server', 'lost', None)",
      "('client', 'data', b'HELLO')",
      "('client', 'eof')",
      "('client', 'lost', None)",
      "('server', 'made')",
      "('server', 'data', b'in small pieces')",
      "('server', 'lost', None)",
      "('buffered', b'IN SM')",
      "('buffered', b'ALL P')",
      "('buffered', b'IECES')",
      "('buffered', 'lost', None)",
    ]);
  });

  it('are watched by the loop, also without streams', async () => {
    const source = `
async def drain(loop, connection, size):
    count = 0
    while count < size:
        count += len(await loop.sock_recv(connection, 100_000))
    return count

async def main():
    loop = asyncio.get_running_loop()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setblocking(False)
    client = socket.socket()
    client.setblocking(False)
    accepting = asyncio.create_task(loop.sock_accept(listening))
    await loop.sock_connect(client, listening.getsockname())
    connection, address = await accepting
    print(address == client.getsockname())
    await loop.sock_sendall(client, b"0123456789")
    print(await loop.sock_recv(connection, 4), await loop.sock_recv(connection, 100))
    try:
        connection.recv(1)
    except BlockingIOError as error:
        print(error)
    draining = asyncio.create_task(drain(loop, connection, ${3 * MIB}))
    await loop.sock_sendall(client, bytes(${3 * MIB}))
    print(await draining)
    readable = asyncio.Event()
    loop.add_reader(connection, readable.set)
    client.send(b"!")
    await readable.wait()
    print(connection.recv(5), loop.remove_reader(connection), loop.remove_reader(connection))
    client.close()
    print(await loop.sock_recv(connection, 4))
    connection.close()
    listening.close()

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      'True',
      "b'0123' b'456789'",
      '[Errno 11] Resource temporarily unavailable',
      String(3 * MIB),
      "b'!' True False",
      "b''",
    ]);
  });

  it('take no real time as pairs', async () => {
    const source = `
async def main():
    one, other = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=one)
    asyncio.get_running_loop().call_later(3600, other.send, b"an hour later\\n")
    print(await reader.readline())
    writer.close()
    other.setblocking(False)
    await asyncio.get_running_loop().sock_recv(other, 1)
    pair = socket.socketpair()
    pair[0].setblocking(False)
    await asyncio.get_running_loop().sock_recv(pair[0], 1)

asyncio.run(main())
`;
    const { outcome, stdout, timeline } = await startPython(engine, source).finished();
    deepStrictEqual(
      [outcome.end, stdout, Math.round(timeline.end)],
      ['stalled', "b'an hour later\\n'\n", 3600],
    );
  });

  it('serve until they are cancelled, and close then', async () => {
    const source = `
async def main():
    server = await asyncio.start_server(print, "127.0.0.1", 0)
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0)
    print((await outcome(server.serve_forever())).partition(" is ")[2])
    serving.cancel()
    print(await outcome(serving), len(server.sockets))
    print(await outcome(server.serve_forever()))
    async with await asyncio.start_server(print, "127.0.0.1", 0) as other:
        print(other.is_serving())
    print(other.is_serving())

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      'already being awaited on serve_forever()',
      'CancelledError:  0',
      'RuntimeError: server <Server sockets=()> is closed',
      'True',
      'False',
    ]);
  });

  it('warn if nobody closes them', async () => {
    const source = `
import warnings
warnings.simplefilter("always")
def forget():
    socket.socket()
forget()
`;
    const [warning] = await linesOfPython(engine, source);
    strictEqual(
      warning?.slice(warning.indexOf('scenario.py')).replace(/\d+/, 'LINE'),
      "scenario.py:LINE: ResourceWarning: unclosed <socket.socket fd=3, family=2, type=1, proto=0, laddr=('0.0.0.0', 0)>",
    );
  });

  it('are refused if they are not of TCP', async () => {
    const source = `
async def main():
    loop = asyncio.get_running_loop()
    print(await outcome(loop.create_datagram_endpoint(asyncio.DatagramProtocol, ("127.0.0.1", 0))))
    print(await outcome(loop.create_unix_connection(asyncio.Protocol, "/tmp/socket")))
    print(await outcome(asyncio.open_unix_connection("/tmp/socket")))
    print(await outcome(asyncio.start_unix_server(print, "/tmp/socket")))
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW)
    except OSError as error:
        print(error)
    try:
        loop.add_reader(sys.stdout.fileno(), print)
    except PermissionError as error:
        print(error)

asyncio.run(main())
`;
    const end = 'Run this program with your own Python';
    const noUnixSockets = `NotImplementedError: Loopscope has TCP connections, but no Unix sockets. ${end}.`;
    deepStrictEqual(await linesOfPython(engine, source), [
      `OSError: [Errno 95] Operation not supported: Loopscope has TCP connections, but no datagrams (UDP). ${end}`,
      ...[noUnixSockets, noUnixSockets, noUnixSockets],
      `[Errno 93] Protocol not supported: Loopscope has TCP sockets only. ${end}`,
      `[Errno 1] Operation not permitted: Loopscope's loop can wait for sockets and standard input only. ${end}`,
    ]);
  });

  it('close connections that come before they listen', async () => {
    const source = `
async def main():
    greet = lambda reader, writer: writer.write(b"hello\\n")
    server = await asyncio.start_server(greet, "127.0.0.1", 0, start_serving=False)
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address)
    print(await reader.read(), server.is_serving())
    await server.start_serving()
    reader, writer = await asyncio.open_connection(*address)
    print(server.is_serving(), await reader.readline())

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source), ["b'' False", "True b'hello\\n'"]);
  });
});
