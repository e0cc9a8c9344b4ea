import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';
import { linesOf, startScenario, useServers } from '../support/socket-scenarios';

describe('sockets of a TypeScript scenario', () => {
  const engine = new EngineUnderTest();
  const serve = useServers();

  after(() => engine.dispose());

  it('carry lines from a client to a server and back', async () => {
    const source = `
async function echo(reader, writer) {
  for await (const line of reader) {
    console.log('server', decode(line).trim(), asyncio.currentTask().getName());
    writer.write(line);
    await writer.drain();
  }
  writer.close();
}
async function main() {
  const server = await asyncio.startServer(echo, '127.0.0.1', 0);
  const [host, port] = server.sockets[0].getsockname();
  const [reader, writer] = await asyncio.openConnection(host, port);
  for (const word of ['one', 'two']) {
    writer.write(encode(word + '\\n'));
    console.log('client', decode(await reader.readline()).trim());
  }
  const local = writer.getExtraInfo('sockname');
  console.log(local[0] === host, writer.getExtraInfo('peername')[1] === port);
  writer.writeEof();
  console.log('rest', (await reader.read()).length, reader.atEof());
  writer.close();
  await writer.waitClosed();
  server.close();
  await server.waitClosed();
  console.log(String(server), server.isServing());
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source), [
      // Task-2 looks the host up and Task-3 accepts the connection, as in CPython.
      'server one Task-4',
      'client one',
      'server two Task-4',
      'client two',
      'true true',
      'rest 0 true',
      '<Server sockets=()> false',
    ]);
  });

  it('serve until they are cancelled, and close then', async () => {
    const source = `
async function main() {
  const server = await asyncio.startServer(() => {}, '127.0.0.1', 0);
  const serving = asyncio.createTask(server.serveForever());
  await asyncio.sleep(0);
  console.log(await outcome(server.serveForever()));
  serving.cancel();
  console.log(await outcome(serving), server.sockets.length);
  console.log(await outcome(server.serveForever()));
  const other = await asyncio.startServer(() => {}, '127.0.0.1', 0);
  console.log(await other.with(async () => other.isServing()), other.isServing());
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source), [
      "RuntimeError: server <Server sockets=(<asyncio.TransportSocket laddr=('127.0.0.1', PORT)>,)> is already being awaited on serve_forever()",
      'CancelledError 0',
      'RuntimeError: server <Server sockets=()> is closed',
      'true false',
    ]);
  });

  it('let those wait who come before a server starts', async () => {
    const source = `
async function hello(reader, writer) {
  writer.write(encode('hello'));
  writer.close();
}
async function main() {
  const server = await asyncio.startServer(hello, '127.0.0.1', 0, { startServing: false });
  const [host, port] = server.sockets[0].getsockname();
  const [reader, writer] = await asyncio.openConnection(host, port);
  console.log(server.isServing());
  await server.startServing();
  console.log(server.isServing(), decode(await reader.read()));
  writer.close();
  server.close();
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source), ['false', 'true hello']);
  });

  it('stop for ever only if nothing outside is left that could go on', async () => {
    const source = `
async function main() {
  const server = await asyncio.startServer(() => {}, '127.0.0.1', 0);
  const [reader, writer] = await asyncio.openConnection(...server.sockets[0].getsockname());
  writer.close();
  await writer.waitClosed();
  server.abortClients();
  server.close();
  await server.waitClosed();
  console.log('closed');
  await asyncio.getRunningLoop().createFuture();
}
asyncio.run(main());
`;
    const { outcome, stdout } = await startScenario(engine, source).finished();
    deepStrictEqual([outcome.end, stdout], ['stalled', 'closed\n']);
  });

  it('go on beside threads and native promises', async () => {
    const port = await serve((socket) => {
      socket.on('data', (chunk) => socket.write(chunk));
    });
    const source = `
import * as time from 'loopscope/time';
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  const reading = asyncio.createTask(reader.readline());
  console.log(await asyncio.toThread(() => { time.sleep(0.01); return 'thread'; }));
  // Node has something else to do, and only the socket can settle the promise.
  const timer = setTimeout(() => {}, 60_000);
  const answer = new Promise((resolve) => {
    reading.addDoneCallback(() => resolve(decode(reading.result()).trim()));
  });
  writer.write(encode('promise\\n'));
  console.log(await answer);
  clearTimeout(timer);
  writer.close();
}
asyncio.run(main());
`;
    deepStrictEqual(await linesOf(engine, source, port), ['thread', 'promise']);
  });
});
