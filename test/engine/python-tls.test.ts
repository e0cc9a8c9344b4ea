import { deepStrictEqual } from 'node:assert/strict';
import { createServer as createWebServer } from 'node:https';
import { createServer } from 'node:tls';
import { EngineUnderTest } from '../support/engine';
import { linesOfPython, writeCertificate } from '../support/python-socket-scenarios';
import { useServers } from '../support/socket-scenarios';
import { CERTIFICATE, PRIVATE_KEY } from '../support/test-certificate';

const OURS = { cert: CERTIFICATE, key: PRIVATE_KEY };
const FAILED =
  'SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed';

describe('TLS of a Python scenario', () => {
  const engine = new EngineUnderTest();
  const serve = useServers();

  before(() => writeCertificate(engine));
  after(() => engine.dispose());

  function serveSecret(): Promise<number> {
    const tls = createServer(OURS, (socket) => {
      socket.on('error', () => {});
      socket.end('top secret');
    });
    return serve(() => {}, tls);
  }

  it('carries a conversation in one program', async () => {
    const source = `
async def greet(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()

async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain("certificate.pem", "key.pem")
    server = await asyncio.start_server(greet, "127.0.0.1", 0, ssl=context)
    trusting = ssl.create_default_context(cafile="certificate.pem")
    address = server.sockets[0].getsockname()
    reader, writer = await asyncio.open_connection(*address, ssl=trusting)
    print(writer.get_extra_info("cipher")[1], writer.can_write_eof())
    print(writer.get_extra_info("ssl_object").version())
    writer.write(b"secret\\n")
    print(await reader.readline(), await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      'TLSv1.3 False',
      'TLSv1.3',
      "b'secret\\n' b''",
    ]);
  });

  it('talks to a server of another program, and checks its certificate', async () => {
    const source = `
async def read(context, server_hostname=None):
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", port, ssl=context, server_hostname=server_hostname
    )
    text = await reader.read()
    writer.close()
    return text

async def main():
    trusting = ssl.create_default_context(cafile="certificate.pem")
    careless = ssl.create_default_context()
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    print(await outcome(read(trusting)))
    print(await outcome(read(trusting, "localhost")))
    print(await outcome(read(trusting, "example.org")))
    print(await outcome(read(True)))
    print(await outcome(read(careless)))

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source, await serveSecret()), [
      "b'top secret'",
      "b'top secret'",
      `${FAILED}: Hostname mismatch, certificate is not valid for 'example.org'.`,
      `${FAILED}: self-signed certificate`,
      "b'top secret'",
    ]);
  });

  it('fails if the other side does not speak it, or says nothing', async () => {
    const port = await serve((socket) => {
      socket.once('data', () => socket.end('220 ready\r\n'.repeat(20)));
    });
    const silent = await serve(() => {});
    const source = `
async def main():
    print(await outcome(asyncio.open_connection("127.0.0.1", port, ssl=True)))
    print(await outcome(asyncio.open_connection("127.0.0.1", ${silent}, ssl=True, ssl_handshake_timeout=0.05)))
    print(await outcome(asyncio.wait_for(asyncio.open_connection("127.0.0.1", ${silent}, ssl=True), 0.05)))

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source, port), [
      'SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number',
      'ConnectionAbortedError: SSL handshake is taking longer than 0.05 seconds: aborting the connection',
      'TimeoutError: ',
    ]);
  });

  it('begins in the middle of a connection', async () => {
    const source = `
async def serve(reader, writer):
    print("server", await reader.readline())
    writer.write(b"go ahead\\n")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain("certificate.pem", "key.pem")
    await writer.start_tls(context)
    print("server", await reader.readline())
    writer.write(b"safe\\n")
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"STARTTLS\\n")
    print("client", await reader.readline(), writer.get_extra_info("cipher"))
    trusting = ssl.create_default_context(cafile="certificate.pem")
    await writer.start_tls(trusting, server_hostname="localhost")
    writer.write(b"hidden\\n")
    print("client", await reader.readline(), writer.get_extra_info("cipher")[1])
    writer.close()
    server.close()
    await server.wait_closed()

asyncio.run(main())
`;
    deepStrictEqual(await linesOfPython(engine, source), [
      "server b'STARTTLS\\n'",
      "client b'go ahead\\n' None",
      "server b'hidden\\n'",
      "client b'safe\\n' TLSv1.3",
    ]);
  });

  it('works for blocking sockets, and for urllib', async () => {
    const web = createWebServer(OURS, (request, response) => response.end(`for ${request.url}`));
    const source = `
import urllib.request
trusting = ssl.create_default_context(cafile="certificate.pem")
raw = socket.create_connection(("127.0.0.1", port))
with trusting.wrap_socket(raw, server_hostname="localhost") as secured:
    print(secured.version(), secured.recv(100), secured.recv(100))
url = "https://localhost:${await serve(() => {}, web)}/path"
print(urllib.request.urlopen(url, context=trusting).read())
try:
    urllib.request.urlopen(url)
except OSError as error:
    print(error)
`;
    deepStrictEqual(await linesOfPython(engine, source, await serveSecret()), [
      "TLSv1.3 b'top secret' b''",
      "b'for /path'",
      '<urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate>',
    ]);
  });
});
