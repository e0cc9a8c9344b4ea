import { deepStrictEqual } from 'node:assert/strict';
import {
  ContextVar,
  type Coroutine,
  currentTask,
  ExceptionGroup,
  openConnection,
  SSLContext,
  sleep,
  startServer,
  waitFor,
} from '../../../src/runtime';
import { address, runOn, ScriptedNetwork } from './streams-network';
import { begun, seen, turns } from './streams-support';

const BOTH = [address('::1'), address('127.0.0.1')];

/** Connects and tells to whom, or which error came. */
function* connectedTo(...args: Parameters<typeof openConnection>): Coroutine<string> {
  try {
    const [, writer] = yield* openConnection(...args);
    return `${writer.getExtraInfo('peername')}`;
  } catch (error) {
    if (!(error instanceof ExceptionGroup)) return `${error}`;
    return `${error}: ${error.exceptions.join(' and ')}`;
  }
}

describe('openConnection', () => {
  it('tries one address after the other', () => {
    const network = new ScriptedNetwork(BOTH, { '::1': 'ECONNREFUSED' });
    const { log, calls } = runOn(network, function* (note) {
      note(yield* connectedTo('host', 80));
    });
    deepStrictEqual(
      [log, calls],
      [
        // The scripted connection always has this peer.
        ['::1,80,0,0'],
        ['lookup host:80', 'connect ::1', 'connect 127.0.0.1', 'close'],
      ],
    );
  });

  it('sums up the errors of all addresses, or gives them in a group', () => {
    const network = new ScriptedNetwork(BOTH, {
      '::1': 'EADDRNOTAVAIL',
      '127.0.0.1': 'ECONNREFUSED',
    });
    const { log } = runOn(network, function* (note) {
      note(yield* connectedTo('host', 80));
      note(yield* connectedTo('host', 80, { allErrors: true }));
      note(yield* connectedTo('host', 80, { family: 4 }));
    });
    const first = "[Errno 99] Connect call failed ('::1', 80, 0, 0)";
    const second = "[Errno 111] Connect call failed ('127.0.0.1', 80)";
    deepStrictEqual(log, [
      `OSError: Multiple exceptions: ${first}, ${second}`,
      `ExceptionGroup: create_connection failed (2 sub-exceptions): OSError: ${first} and ConnectionRefusedError: ${second}`,
      `ConnectionRefusedError: ${second}`,
    ]);
  });

  it('throws what the lookup throws', () => {
    const { log } = runOn(new ScriptedNetwork('EAI_AGAIN'), function* (note) {
      note(yield* connectedTo('host', 'https'));
    });
    deepStrictEqual(log, ['gaierror: [Errno -3] Temporary failure in name resolution']);
  });

  it('knows the ports of services, and drops what is cancelled', () => {
    const network = new ScriptedNetwork([address('10.0.0.1')], { '10.0.0.1': 'silence' });
    const { log, calls } = runOn(network, function* (note) {
      note(yield* seen(waitFor(openConnection('host', 'https'), 2)));
      note(network.connections[0]?.calls);
    });
    deepStrictEqual(
      [log, calls],
      [
        ['TimeoutError', ['abort']],
        ['lookup host:443', 'connect 10.0.0.1', 'close'],
      ],
    );
  });

  it('gives a handshake its time, and no more', () => {
    const network = new ScriptedNetwork([address('10.0.0.1')]);
    const { log } = runOn(network, function* (note, loop) {
      note(yield* connectedTo('host', 443, { ssl: true, sslHandshakeTimeout: 5 }));
      note([loop.time(), network.connections[0]?.calls]);
      note(yield* connectedTo(undefined, 443, { ssl: new SSLContext() }));
      note(yield* connectedTo('host', 443, { sslHandshakeTimeout: 5 }));
    });
    deepStrictEqual(log, [
      'ConnectionAbortedError: SSL handshake is taking longer than 5 seconds: aborting the connection',
      [5, ['secure', 'abort']],
      'ValueError: You must set server_hostname when using ssl without a host',
      'ValueError: ssl_handshake_timeout is only meaningful with ssl',
    ]);
  });

  it('connects from where it is told', () => {
    const network = new ScriptedNetwork([address('10.0.0.1'), address('::1')], {
      '10.0.0.1': 'ECONNREFUSED',
    });
    const { calls } = runOn(network, function* () {
      yield* connectedTo('host', 80, { localAddr: ['me', 0] });
    });
    deepStrictEqual(calls.slice(0, 4), [
      'lookup host:80',
      'lookup me:0',
      'connect 10.0.0.1 from 10.0.0.1',
      'connect ::1 from ::1',
    ]);
  });
});

describe('startServer', () => {
  it('listens at every address of every host, once', () => {
    const network = new ScriptedNetwork(BOTH, { '::1': 'EAFNOSUPPORT' });
    const { log, calls } = runOn(network, function* (note) {
      const server = yield* startServer(() => {}, ['a', 'b'], 80);
      note(`${server}`);
      server.close();
      server.close();
      note([server.sockets.length, yield* seen(server.waitClosed())]);
    });
    deepStrictEqual(
      [log, calls],
      [
        ["<Server sockets=(<asyncio.TransportSocket laddr=('127.0.0.1', 80)>,)>", [0, 'undefined']],
        [
          'lookup to listen a:80',
          'lookup to listen b:80',
          'listen ::1',
          'listen no more ::1',
          'listen 127.0.0.1',
          'listen no more 127.0.0.1',
          'close',
        ],
      ],
    );
  });

  it('leaves no address taken if it cannot have them all', () => {
    const network = new ScriptedNetwork(BOTH, { '127.0.0.1': 'EADDRINUSE' });
    const { log, calls } = runOn(network, function* (note) {
      note(yield* seen(startServer(() => {}, '', 80)));
    });
    deepStrictEqual(
      [log, calls.filter((call) => call.startsWith('listen no more'))],
      [
        [
          "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', 80): [errno 98] address already in use",
        ],
        ['listen no more 127.0.0.1', 'listen no more ::1'],
      ],
    );
  });

  it('serves each client in a task, with the context in which it was started', () => {
    const network = new ScriptedNetwork([address('127.0.0.1')]);
    const variable = new ContextVar<string>('variable');
    const { log } = runOn(network, function* (note) {
      variable.set('of main');
      const server = yield* startServer(
        function* () {
          note([currentTask()?.getName(), variable.get()]);
          yield* sleep(0);
        },
        '127.0.0.1',
        80,
      );
      variable.set('later');
      network.arrive();
      yield* turns(8);
      note(server.isServing());
    });
    // Task-2 looked the host up, and Task-3 accepted the connection.
    deepStrictEqual(log, [['Task-4', 'of main'], true]);
  });

  it('waits for its clients when it is closed, and can close or abort them', () => {
    const network = new ScriptedNetwork([address('127.0.0.1')]);
    const { log } = runOn(network, function* (note) {
      const server = yield* startServer(() => {}, '127.0.0.1', 80);
      const clients = [network.arrive(), network.arrive()];
      yield* turns(8);
      const closing = yield* begun(server.waitClosed());
      server.close();
      yield* turns(8);
      note(closing.done());
      clients[0]!.unsent = 1;
      server.closeClients();
      yield* turns(8);
      note(closing.done());
      server.abortClients();
      yield* turns(8);
      note([closing.done(), ...clients.map(({ calls }) => calls.join())]);
    });
    deepStrictEqual(log, [
      false,
      false,
      [true, 'read,read no more,close,abort', 'read,read no more,close'],
    ]);
  });

  it('reports in debug mode why a client could not be served', () => {
    const network = new ScriptedNetwork([address('127.0.0.1')]);
    const { notes } = runOn(network, function* (_note, loop) {
      loop.debug = true;
      const ssl = new SSLContext();
      yield* startServer(() => {}, '127.0.0.1', 80, { ssl });
      const client = network.arrive();
      yield* turns(8);
      client.break({ code: 'ERR_SSL_WRONG_VERSION_NUMBER', text: '' });
      yield* turns(8);
    });
    deepStrictEqual(notes, [
      'error: Error on transport creation for incoming connection | SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number',
    ]);
  });
});
