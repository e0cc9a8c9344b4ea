import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Socket } from 'node:net';
import { EngineUnderTest } from '../support/engine';
import {
  answersToClients,
  connectTo,
  countBytes,
  greetings,
  linesOf,
  NodeServer,
  numberedBytes,
  printedPort,
  received,
  startScenario,
  useServers,
  waitsOf,
} from '../support/socket-scenarios';

const MIB = 1024 * 1024;

describe('sockets of a scenario', () => {
  const engine = new EngineUnderTest();
  const serve = useServers();

  after(() => engine.dispose());

  describe('in one program', () => {
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
  });

  describe('that connect to another program', () => {
    it('can end one half and read the other', async () => {
      const port = await serve(async (socket) => {
        socket.end(`you said ${await received(socket)}`);
      });
      const source = `
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(encode('all of it'));
  writer.writeEof();
  console.log(decode(await reader.read()));
  writer.close();
}
asyncio.run(main());
`;
      deepStrictEqual(await linesOf(engine, source, port), ['you said all of it']);
    });

    it('let other tasks go on in real time, and name what they wait for', async () => {
      // The answer comes only after the third tick, so the ticks cannot wait for it.
      const port = await serve((socket) => {
        let ticks = 0;
        socket.on('data', (chunk) => {
          ticks += String(chunk).split('tick').length - 1;
          if (ticks >= 3) socket.end('three ticks');
        });
      });
      const source = `
async function tick(writer) {
  for (let count = 0; count < 3; count++) {
    writer.write(encode('tick'));
    await asyncio.sleep(0.01);
  }
}
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  const ticking = asyncio.createTask(tick(writer));
  console.log(decode(await reader.read()));
  ticking.cancel();
  writer.close();
}
asyncio.run(main());
`;
      const run = startScenario(engine, source, port);
      const { stdout } = await run.finished();
      deepStrictEqual(
        [stdout, waitsOf(run)],
        ['three ticks\n', ['connect', 'socket read', 'sleep']],
      );
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

    it('fail as sockets of CPython do', async () => {
      const taken = await serve(() => {});
      const server = await NodeServer.start(() => {});
      const { port: free } = server;
      server.dispose();
      const source = `
async function main() {
  console.log(await outcome(asyncio.openConnection('127.0.0.1', ${free})));
  console.log(await outcome(asyncio.openConnection('a..b', 80)));
  console.log(await outcome(asyncio.startServer(() => {}, '127.0.0.1', port)));
  console.log(await outcome(asyncio.startServer(() => {}, '192.0.2.1', 0)));
  console.log(await outcome(asyncio.openConnection('127.0.0.1', 70000)));
  console.log(await outcome(asyncio.openConnection('127.0.0.1', 'no such service')));
  console.log(await outcome(asyncio.openConnection()));
  console.log(await outcome(asyncio.startServer(() => {})));
  console.log(await outcome(asyncio.openConnection('127.0.0.1', 80, { serverHostname: 'x' })));
  console.log(await outcome(asyncio.startServer(() => {}, '127.0.0.1', 0, { ssl: true })));
}
asyncio.run(main());
`;
      deepStrictEqual(await linesOf(engine, source, taken), [
        "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', PORT)",
        'gaierror: [Errno -2] Name or service not known',
        "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', PORT): [errno 98] address already in use",
        "OSError: could not bind on any address out of [('192.0.2.1', 0)]",
        'OverflowError: connect(): port must be 0-65535.',
        'gaierror: [Errno -8] Servname not supported for ai_socktype',
        'ValueError: host and port was not specified and no sock specified',
        'ValueError: Neither host/port nor sock were specified',
        'ValueError: server_hostname is only meaningful with ssl',
        'TypeError: ssl argument must be an SSLContext or None',
      ]);
    });

    it('hear of a reset', async () => {
      const port = await serve((socket) => {
        socket.once('data', () => socket.resetAndDestroy());
      });
      const source = `
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(encode('go away'));
  console.log(await outcome(reader.read()));
  console.log(await outcome(writer.drain()));
  console.log(writer.isClosing(), await outcome(writer.waitClosed()));
}
asyncio.run(main());
`;
      const reset = 'ConnectionResetError: [Errno 104] Connection reset by peer';
      deepStrictEqual(await linesOf(engine, source, port), [reset, reset, `true ${reset}`]);
    });

    it('wait in drain for a slow reader', async () => {
      let peer: Socket | undefined;
      const port = await serve((socket) => {
        peer = socket;
      });
      const source = `
async function main() {
  const [, writer] = await asyncio.openConnection('127.0.0.1', port);
  const piece = new Uint8Array(${MIB});
  let isBlocked = false;
  let count = 0;
  while (!isBlocked) {
    writer.write(piece);
    count++;
    // As long as the other side takes nothing, the buffers fill up, and one drain never ends.
    const drain = asyncio.createTask(writer.drain());
    const [done] = await asyncio.wait([drain], { timeout: 0.2 });
    if (done.size === 0) {
      isBlocked = true;
      console.log('blocked');
      await drain;
      console.log('drained');
    }
  }
  console.log('sent', count, 'MiB');
  writer.close();
  await writer.waitClosed();
}
asyncio.run(main());
`;
      const run = startScenario(engine, source, port);
      await run.printed('blocked');
      const bytes = await countBytes(peer!);
      const { stdout } = await run.finished();
      deepStrictEqual(stdout, `blocked\ndrained\nsent ${bytes / MIB} MiB\n`);
      ok(waitsOf(run).includes('socket write'));
    });

    it('read at their own pace what comes in fast', async () => {
      const total = 8 * MIB;
      const port = await serve((socket) => void socket.end(numberedBytes(total)));
      const source = `
async function main() {
  const [reader, writer] = await asyncio.openConnection('127.0.0.1', port);
  let count = 0;
  let isRight = true;
  for (;;) {
    const piece = await reader.read(100_000);
    if (piece.length === 0) break;
    isRight &&= piece.every((byte, index) => byte === (count + index) % 251);
    count += piece.length;
  }
  console.log(count, isRight);
  writer.close();
}
asyncio.run(main());
`;
      deepStrictEqual(await linesOf(engine, source, port), [`${total} true`]);
    });

    it('deliver what was written when the program ends at once', async () => {
      const texts: Promise<string>[] = [];
      const port = await serve((socket) => {
        texts.push(received(socket));
      });
      const source = `
async function main() {
  const [, writer] = await asyncio.openConnection('127.0.0.1', port);
  writer.write(new Uint8Array(${16 * MIB}).fill(97));
}
asyncio.run(main());
`;
      await linesOf(engine, source, port);
      strictEqual((await texts[0])?.length, 16 * MIB);
    });
  });

  describe('that serve other programs', () => {
    it('serve many at the same time', async () => {
      const source = `
let served = 0;
async function greet(reader, writer) {
  const name = decode(await reader.readline()).trim();
  writer.write(encode('hello ' + name));
  await writer.drain();
  writer.close();
  served++;
}
async function main() {
  const server = await asyncio.startServer(greet, '127.0.0.1', 0);
  console.log('port', server.sockets[0].getsockname()[1]);
  while (served < 20) await asyncio.sleep(0.005);
  server.close();
  await server.waitClosed();
  console.log('served', served);
}
asyncio.run(main());
`;
      const run = startScenario(engine, source);
      const port = await printedPort(run);
      deepStrictEqual(await answersToClients(port, 20), greetings(20));
      const { stdout, outcome } = await run.finished();
      deepStrictEqual([outcome.end, stdout], ['finished', `port ${port}\nserved 20\n`]);
    });

    it('wait for clients until the run is stopped, and are closed then', async () => {
      const source = `
async function main() {
  const server = await asyncio.startServer(() => console.log('a client'), '127.0.0.1', 0);
  console.log('port', server.sockets[0].getsockname()[1]);
  await server.serveForever();
}
asyncio.run(main());
`;
      const run = startScenario(engine, source);
      const port = await printedPort(run);
      const client = await connectTo(port);
      await run.printed('a client');
      const ended = received(client);
      run.run.stop();
      await ended;
      client.destroy();
      const { outcome } = await run.finished();
      const refused = await connectTo(port).catch((error) => error.code);
      deepStrictEqual([outcome.end, refused], ['stopped', 'ECONNREFUSED']);
    });
  });
});
