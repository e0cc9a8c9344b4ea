import { deepStrictEqual } from 'node:assert/strict';
import { createServer } from 'node:tls';
import { EngineUnderTest } from '../support/engine';
import { linesOf, useServers } from '../support/socket-scenarios';
import { CERTIFICATE, PRIVATE_KEY } from '../support/test-certificate';

describe('TLS of a scenario', () => {
  const engine = new EngineUnderTest();
  const serve = useServers();

  after(() => engine.dispose());

  const client = 'new asyncio.SSLContext({ authorities: certificate })';

  it('carries a conversation in one program', async () => {
    const source = `
async function greet(reader, writer) {
  writer.write(await reader.readline());
  await writer.drain();
  writer.close();
}
async function main() {
  const ssl = new asyncio.SSLContext({ certificate, key });
  const server = await asyncio.startServer(greet, '127.0.0.1', 0, { ssl });
  const [host, port] = server.sockets[0].getsockname();
  const [reader, writer] = await asyncio.openConnection(host, port, { ssl: ${client} });
  console.log(writer.getExtraInfo('cipher')[1], writer.canWriteEof());
  writer.write(encode('secret\\n'));
  console.log(decode(await reader.readline()).trim(), (await reader.read()).length);
  writer.close();
  await writer.waitClosed();
  server.close();
  await server.waitClosed();
  console.log('closed');
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source), ['TLSv1.3 false', 'secret 0', 'closed']);
  });

  it('talks to a server of another program, and checks its certificate', async () => {
    const tls = createServer({ cert: CERTIFICATE, key: PRIVATE_KEY }, (socket) => {
      socket.on('error', () => {});
      socket.end('top secret');
    });
    const port = await serve(() => {}, tls);
    const source = `
async function read(ssl, serverHostname) {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port, { ssl, serverHostname });
  const text = decode(await reader.read());
  writer.close();
  return text;
}
async function main() {
  console.log(await outcome(read(${client})));
  console.log(await outcome(read(${client}, 'localhost')));
  console.log(await outcome(read(${client}, 'example.org')));
  console.log(await outcome(read(true)));
  console.log(await outcome(read(new asyncio.SSLContext({ verify: false, checkHostname: false }))));
}
asyncio.run(main());
`;
    const failed =
      'SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed';
    deepStrictEqual(await linesOf(engine, source, port), [
      'top secret',
      'top secret',
      `${failed}: Hostname mismatch, certificate is not valid for 'example.org'.`,
      `${failed}: self-signed certificate`,
      'top secret',
    ]);
  });

  it('fails if the other side does not speak it', async () => {
    const port = await serve((socket) => {
      socket.once('data', () => socket.end('220 ready\r\n'.repeat(20)));
    });
    const source = `
async function main() {
  console.log(await outcome(asyncio.openConnection('127.0.0.1', port, { ssl: true })));
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source, port), [
      'SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number',
    ]);
  });

  it('begins in the middle of a connection', async () => {
    const source = `
async function serve(reader, writer) {
  console.log('server', decode(await reader.readline()).trim());
  writer.write(encode('go ahead\\n'));
  await writer.startTls(new asyncio.SSLContext({ certificate, key }));
  console.log('server', decode(await reader.readline()).trim());
  writer.write(encode('safe\\n'));
  writer.close();
}
async function main() {
  const server = await asyncio.startServer(serve, '127.0.0.1', 0);
  const [host, port] = server.sockets[0].getsockname();
  const [reader, writer] = await asyncio.openConnection(host, port);
  writer.write(encode('STARTTLS\\n'));
  console.log('client', decode(await reader.readline()).trim(), writer.getExtraInfo('cipher'));
  await writer.startTls(${client}, { serverHostname: 'localhost' });
  writer.write(encode('hidden\\n'));
  console.log('client', decode(await reader.readline()).trim(), writer.getExtraInfo('cipher')[1]);
  writer.close();
  server.close();
  await server.waitClosed();
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source), [
      'server STARTTLS',
      'client go ahead undefined',
      'server hidden',
      'client safe TLSv1.3',
    ]);
  });
});
