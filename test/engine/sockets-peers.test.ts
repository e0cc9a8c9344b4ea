import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Socket } from 'node:net';
import { EngineUnderTest } from '../support/engine';
import { PYTHON_PROGRAMS } from '../support/socket-programs/python';
import { TYPESCRIPT_PROGRAMS } from '../support/socket-programs/typescript';
import {
  answersToClients,
  connectTo,
  countBytes,
  greetings,
  NodeServer,
  numberedBytes,
  printedLines,
  printedPort,
  received,
  useServers,
  waitsOf,
} from '../support/socket-scenarios';

const MIB = 1024 * 1024;

for (const programs of [PYTHON_PROGRAMS, TYPESCRIPT_PROGRAMS]) {
  const { language, yes } = programs;

  describe(`sockets of a ${language} scenario that talks to another program`, () => {
    const engine = new EngineUnderTest();
    const serve = useServers();
    const start = (source: string, port?: number) => programs.start(engine, source, port);
    const lines = (source: string, port?: number) => printedLines(start(source, port));

    after(() => engine.dispose());

    it('can end one half and read the other', async () => {
      const port = await serve(async (socket) => {
        socket.end(`you said ${await received(socket)}`);
      });
      deepStrictEqual(await lines(programs.halfClosed, port), ['you said all of it']);
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
      const run = start(programs.ticking, port);
      const { stdout } = await run.finished();
      deepStrictEqual(
        [stdout, waitsOf(run)],
        ['three ticks\n', ['connect', 'socket read', 'sleep']],
      );
    });

    it('fail as sockets of CPython do', async () => {
      const taken = await serve(() => {});
      const server = await NodeServer.start(() => {});
      const { port: free } = server;
      server.dispose();
      deepStrictEqual(await lines(programs.refused(free), taken), [
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

    it('hear of a reset and of an end that comes too early', async () => {
      const port = await serve((socket) => {
        socket.once('data', (chunk) => {
          if (String(chunk) === 'go away') socket.resetAndDestroy();
          else socket.end('too short');
        });
      });
      const reset = 'ConnectionResetError: [Errno 104] Connection reset by peer';
      deepStrictEqual(await lines(programs.reset, port), [
        reset,
        reset,
        `${yes} ${reset}`,
        'IncompleteReadError: 9 bytes read on a total of 100 expected bytes',
      ]);
    });

    it('wait in drain for a slow reader', async () => {
      let peer: Socket | undefined;
      const port = await serve((socket) => {
        peer = socket;
      });
      const run = start(programs.draining, port);
      await run.printed('blocked');
      const bytes = await countBytes(peer!);
      const { stdout } = await run.finished();
      deepStrictEqual(stdout, `blocked\ndrained\nsent ${bytes / MIB} MiB\n`);
      ok(waitsOf(run).includes('socket write'));
    });

    it('read at their own pace what comes in fast', async () => {
      const total = 8 * MIB;
      const port = await serve((socket) => void socket.end(numberedBytes(total)));
      deepStrictEqual(await lines(programs.reading, port), [`${total} ${yes}`]);
    });

    it('deliver what was written when the program ends at once', async () => {
      const { leaving, arriving } = programs;
      const texts: Promise<string>[] = [];
      const port = await serve((socket) => {
        texts.push(received(socket));
      });
      await lines(leaving(arriving), port);
      strictEqual((await texts[0])?.length, arriving);
    });

    it('serve many at the same time', async () => {
      const run = start(programs.greeting);
      const port = await printedPort(run);
      deepStrictEqual(await answersToClients(port, 20), greetings(20));
      const { stdout, outcome } = await run.finished();
      deepStrictEqual([outcome.end, stdout], ['finished', `port ${port}\nserved 20\n`]);
    });

    it('wait for clients until the run is stopped, and are closed then', async () => {
      const run = start(programs.waiting);
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
}
