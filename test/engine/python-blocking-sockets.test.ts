import { deepStrictEqual, match } from 'node:assert/strict';
import { createServer } from 'node:http';
import { findingsOf } from '../../src/analysis/findings';
import { EngineUnderTest, type FinishedRun, PATIENT } from '../support/engine';
import { linesOfPython, startPython } from '../support/python-socket-scenarios';
import { useServers } from '../support/socket-scenarios';

describe('blocking sockets of a Python scenario', () => {
  const engine = new EngineUnderTest(undefined, PATIENT);
  const serve = useServers();

  after(() => engine.dispose());

  function serveWeb(): Promise<number> {
    const web = createServer((request, response) => response.end(`for ${request.url}`));
    return serve(() => {}, web);
  }

  it('hold the loop, and the trace names the call', async () => {
    const source = `
import time, urllib.request

async def main():
    url = f"http://localhost:{port}/path"
    ticking = asyncio.create_task(asyncio.sleep(0))
    before = time.monotonic()
    with urllib.request.urlopen(url) as response:
        print(response.status, response.read())
    print(time.monotonic() > before, ticking.done())

asyncio.run(main())
`;
    const run = await startPython(engine, source, await serveWeb()).finished();
    deepStrictEqual(
      [run.stdout, run.stderr, blockingCalls(run)],
      ["200 b'for /path'\nTrue False\n", '', ['urllib.request.urlopen(url)']],
    );
  });

  it('count as one call each, however often they wait', async () => {
    const source = `
import urllib.request

async def main():
    for _ in range(2):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/").read()

asyncio.run(main())
`;
    const { timeline } = await startPython(engine, source, await serveWeb()).finished();
    const messages = findingsOf(timeline, 1e-6).map(({ message }) => message);
    deepStrictEqual(
      messages
        .filter((text) => text.includes('urlopen'))
        .map((text) => text.replace(/[.\d]+ s/, 'N s')),
      [
        '`urllib.request.urlopen(f"http://127.0.0.1:{port}/")` ran 2 times in one step and held the loop for N s.',
      ],
    );
  });

  it('talk with each other in one thread', async () => {
    const source = `
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
connection, address = server.accept()
print(address == client.getsockname(), connection.getpeername() == address)
client.sendall(b"first line\\nsecond line\\n")
lines = connection.makefile("r")
print(lines.readline(), lines.readline(), sep="", end="")
buffer = bytearray(3)
connection.send(b"abcde")
print(client.recv_into(buffer), buffer, client.recv(100))
client.shutdown(socket.SHUT_WR)
print(lines.read() == "", connection.recv(1))
client.settimeout(0.01)
for call in (client.recv, server.recv):
    try:
        call(1)
    except OSError as error:
        print(type(error).__name__, error)
try:
    client.send(b"too late")
except BrokenPipeError as error:
    print(error)
print(server, connection.fileno() > 0)
address = server.getsockname()
for one in (lines, connection, client, server):
    one.close()
print(server, server.fileno())
try:
    socket.create_connection(address)
except ConnectionRefusedError as error:
    import errno
    print(error, error.errno == errno.ECONNREFUSED)
`;
    deepStrictEqual(
      (await linesOfPython(engine, source)).map((line) => line.replace(/, \d{4,5}\)/, ', PORT)')),
      [
        'True True',
        'first line',
        'second line',
        "3 bytearray(b'abc') b'de'",
        "True b''",
        'TimeoutError timed out',
        'OSError [Errno 107] Transport endpoint is not connected',
        '[Errno 32] Broken pipe',
        "<socket.socket fd=3, family=2, type=1, proto=0, laddr=('127.0.0.1', PORT)> True",
        '<socket.socket [closed] fd=-1, family=2, type=1, proto=0> -1',
        '[Errno 111] Connection refused True',
      ],
    );
  });

  it('are known to select, selectors and socketserver', async () => {
    const source = `
import select, selectors, socketserver, time
one, other = socket.socketpair()
print(select.select([one], [one], [], 0) == ([], [one], []), select.select([one], [], [], 0.01))
other.send(b"!")
print(select.select([one], [], []) == ([one], [], []))
before = time.monotonic()
select.select([], [], [], 60)
print(round(time.monotonic() - before))

selector = selectors.DefaultSelector()
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
selector.register(server, selectors.EVENT_READ, "server")
print([(key.data, events) for key, events in selector.select()])
connection, _ = server.accept()
selector.register(connection, selectors.EVENT_READ, "connection")
for text in (b"hello", b""):
    client.send(text) if text else client.close()
    print([(key.data, key.fileobj.recv(10)) for key, _ in selector.select()])
selector.unregister(connection)
print(selector.select(0.01))

class Shout(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())

with socketserver.TCPServer(("127.0.0.1", 0), Shout) as shouting:
    client = socket.create_connection(shouting.server_address)
    client.send(b"loud\\n")
    shouting.handle_request()
    print(client.recv(100))
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      'True ([], [], [])',
      'True',
      '60',
      "[('server', 1)]",
      "[('connection', b'hello')]",
      "[('connection', b'')]",
      '[]',
      "b'LOUD\\n'",
    ]);
  });

  it('can be used by threads while the loop goes on', async () => {
    const source = `
import urllib.request

def fetch(number):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{number}") as response:
        return response.read()

async def main():
    fetches = [asyncio.to_thread(fetch, number) for number in range(3)]
    print(await asyncio.gather(*fetches))
    print(await outcome(asyncio.to_thread(socket.create_connection, ("127.0.0.1", 1))))

asyncio.run(main())
`;
    const run = await startPython(engine, source, await serveWeb()).finished();
    deepStrictEqual(
      [run.stdout, blockingCalls(run)],
      [
        "[b'for /0', b'for /1', b'for /2']\nConnectionRefusedError: [Errno 111] Connection refused\n",
        [],
      ],
    );
  });

  it('are refused to a thread if the program itself serves there', async () => {
    const source = `
def get(port):
    with socket.create_connection(("127.0.0.1", port)) as connection:
        return connection.recv(10)

async def main():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        print(await asyncio.to_thread(get, port))
    except RuntimeError as error:
        print(error)

asyncio.run(main())
`;
    const [line] = await linesOfPython(engine, source);
    match(
      line ?? '',
      /^`socket\.create_connection\(.*\)` in line \d+ cannot be simulated in asyncio_0: the same program serves there/,
    );
  });

  it('are refused to a thread that would hold the program until there is a client', async () => {
    const source = `
import http.server, threading, time

server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
sockets = [socket.create_server(("127.0.0.1", 0)), server]
for wait in sockets[0].accept, server.serve_forever:
    try:
        threading.Thread(target=wait, daemon=True).start()
        time.sleep(1)
    except RuntimeError as error:
        print(str(error).partition(": ")[2])
`;
    const reason =
      'here a thread runs as a whole, so the program could not go on while this one waits for clients. Serve in the loop, with `asyncio.start_server`.';
    deepStrictEqual(await linesOfPython(engine, source), [reason, reason]);
  });

  it('look up names', async () => {
    const source = `
print(socket.gethostbyname("localhost"), socket.getnameinfo(("127.0.0.1", 80), 0))
print(socket.getaddrinfo("127.0.0.1", "https", type=socket.SOCK_STREAM))
for host in ("a..b", "::1"):
    try:
        socket.getaddrinfo(host, 80, socket.AF_INET)
    except socket.gaierror as error:
        print(error)
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      "127.0.0.1 ('localhost', 'http')",
      "[(<AddressFamily.AF_INET: 2>, <SocketKind.SOCK_STREAM: 1>, 6, '', ('127.0.0.1', 443))]",
      '[Errno -2] Name or service not known',
      '[Errno -9] Address family for hostname not supported',
    ]);
  });

  it('are interrupted when the run is stopped', async () => {
    const source = `
server = socket.create_server(("127.0.0.1", 0))
try:
    print("ready")
    server.accept()
finally:
    print("cleaned up")
`;
    const run = startPython(engine, source);
    await run.printed('ready');
    run.run.stop();
    const { outcome, stdout } = await run.finished();
    deepStrictEqual([outcome.end, stdout], ['stopped', 'ready\ncleaned up\n']);
  });
});

/** The texts of the calls that held the program, each once. */
function blockingCalls({ trace }: FinishedRun): string[] {
  const calls = new Set<string>();
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) === 'block') calls.add(trace.text(trace.a(event)));
  }
  return [...calls];
}
