import { deepStrictEqual } from 'node:assert/strict';
import type { Coroutine } from '../../../src/runtime';
import { Protocol } from '../../../src/runtime/streams/protocol';
import { SocketTransport } from '../../../src/runtime/streams/socket-transport';
import type { Transport } from '../../../src/runtime/streams/transport';
import { bytes, KIB, RESET, ScriptedConnection, shown, turns } from './streams-support';
import { makeLoop, thrown } from './support';

/** Notes every call, and does what it is told to. */
class NotedProtocol extends Protocol {
  constructor(
    private readonly note: (entry: unknown) => void,
    private readonly act: (call: string, transport: Transport | undefined) => void = () => {},
  ) {
    super();
  }

  override connectionMade(transport: Transport): void {
    this.tell('made', transport);
  }

  override connectionLost(error: unknown): void {
    this.tell(`lost ${error}`);
  }

  override pauseWriting(): void {
    this.tell('pause');
  }

  override resumeWriting(): void {
    this.tell('resume');
  }

  override dataReceived(data: Uint8Array): void {
    this.tell(`data ${shown(data)}`);
  }

  override eofReceived(): boolean {
    this.tell('eof');
    return false;
  }

  private tell(call: string, transport?: Transport): void {
    this.note(call);
    this.act(call, transport);
  }
}

/** What a protocol is told while `program` does something to its connection. */
function told(
  program: (
    connection: ScriptedConnection,
    transport: SocketTransport,
    note: (entry: unknown) => void,
  ) => Coroutine<void>,
  act?: (call: string, transport: Transport | undefined) => void,
): unknown[] {
  const { loop, notes } = makeLoop();
  const log: unknown[] = [];
  const note = (entry: unknown) => log.push(entry);
  const connection = new ScriptedConnection();
  loop.runUntilComplete(
    (function* () {
      const transport = new SocketTransport(loop, connection, new NotedProtocol(note, act));
      yield* program(connection, transport, note);
      yield* turns(3);
    })(),
  );
  return [log, connection.calls, notes.lines];
}

describe('SocketTransport', () => {
  it('tells its protocol what happens, in order, from handles of the loop', () => {
    const events = told(function* (connection) {
      connection.feed('early');
      yield* turns(4);
      connection.feed('a');
      connection.feed('b');
      connection.feed('');
      yield* turns(6);
      connection.feed('late');
    });
    deepStrictEqual(events, [
      ['made', 'data b"early"', 'data b"a"', 'data b"b"', 'eof', 'lost undefined'],
      ['read', 'read no more', 'close'],
      [],
    ]);
  });

  it('hands on what came before the connection broke', () => {
    const events = told(function* (connection) {
      yield* turns(3);
      connection.feed('last words');
      connection.break(RESET);
    });
    deepStrictEqual(events, [
      [
        'made',
        'data b"last words"',
        'lost ConnectionResetError: [Errno 104] Connection reset by peer',
      ],
      ['read', 'read no more', 'abort'],
      [],
    ]);
  });

  it('keeps data back while reading is paused', () => {
    const events = told(function* (connection, transport, note) {
      yield* turns(3);
      connection.feed('a');
      transport.pauseReading();
      connection.feed('b');
      yield* turns(3);
      note(`${transport}`);
      transport.resumeReading();
    });
    deepStrictEqual(events, [
      ['made', '<SocketTransport read=idle write=<idle, bufsize=0>>', 'data b"a"', 'data b"b"'],
      ['read', 'read no more', 'read'],
      [],
    ]);
  });

  it('pauses its protocol above 64 KiB and resumes it at 16 KiB', () => {
    const events = told(function* (connection, transport) {
      yield* turns(3);
      transport.write(new Uint8Array(64 * KIB));
      connection.calls.push(`${transport}`);
      transport.write(new Uint8Array(1));
      transport.write(new Uint8Array(1));
      connection.send(16 * KIB + 1);
      yield* turns(2);
      connection.send(16 * KIB);
      connection.send(0);
      connection.calls.push(`${transport.getWriteBufferLimits()}`);
    });
    deepStrictEqual(events, [
      ['made', 'pause', 'resume'],
      [
        'read',
        'write 65536',
        '<SocketTransport read=polling write=<polling, bufsize=65536>>',
        'write 1',
        'write 1',
        '16384,65536',
      ],
      [],
    ]);
  });

  it('takes other limits for what is buffered', () => {
    const events = told(function* (connection, transport) {
      yield* turns(3);
      transport.setWriteBufferLimits({ high: 8 });
      connection.calls.push(`${transport.getWriteBufferLimits()}`);
      transport.write(bytes('123456789'));
      transport.setWriteBufferLimits({ low: 3 });
      connection.calls.push(`${transport.getWriteBufferLimits()}`);
      connection.calls.push(thrown(() => transport.setWriteBufferLimits({ high: 1, low: 2 })));
    });
    deepStrictEqual(events, [
      ['made', 'pause'],
      ['read', '2,8', 'write 9', '3,12', 'ValueError: high (1) must be >= low (2) must be >= 0'],
      [],
    ]);
  });

  it('sends what is buffered before it closes, and is lost once', () => {
    const events = told(function* (connection, transport) {
      yield* turns(3);
      transport.write(bytes('slow'));
      transport.close();
      transport.close();
      yield* turns(3);
      connection.calls.push(`${transport}`);
      connection.break();
      transport.abort();
      yield* turns(3);
      connection.calls.push(`${transport}`);
    });
    deepStrictEqual(events, [
      ['made', 'lost undefined'],
      [
        'read',
        'write 4',
        'read no more',
        'close',
        '<SocketTransport closing read=idle write=<polling, bufsize=4>>',
        'abort',
        '<SocketTransport closed>',
      ],
      [],
    ]);
  });

  it('is lost with TLS when the goodbye is over, or if the other side left before', () => {
    const events = [false, true].map((isOverBefore) =>
      told(function* (connection, transport, note) {
        connection.tls = { version: 'TLSv1.3', cipher: 'AES' };
        yield* turns(3);
        if (isOverBefore) {
          connection.feed('');
          connection.break();
          return;
        }
        transport.close();
        yield* turns(3);
        note('not yet');
        connection.break();
      }),
    );
    const calls = ['read', 'read no more', 'close'];
    deepStrictEqual(events, [
      [['made', 'not yet', 'lost undefined'], calls, []],
      [['made', 'eof', 'lost undefined'], calls, []],
    ]);
  });

  it('breaks the connection if its protocol throws', () => {
    const events = told(
      function* (connection) {
        yield* turns(3);
        connection.feed('x');
      },
      (call) => {
        if (call.startsWith('data')) throw new Error('no data, please');
      },
    );
    deepStrictEqual(events, [
      ['made', 'data b"x"', 'lost Error: no data, please'],
      ['read', 'read no more', 'abort'],
      [
        'error: Fatal error: protocol.data_received() call failed.\nprotocol: [object Object]\ntransport: <SocketTransport read=polling write=<idle, bufsize=0>> | Error: no data, please',
      ],
    ]);
  });

  it('knows its addresses', () => {
    const { loop } = makeLoop();
    const transport = new SocketTransport(loop, new ScriptedConnection(), new Protocol());
    deepStrictEqual(
      ['sockname', 'peername', 'socket', 'sslcontext'].map((name) => {
        const info = transport.getExtraInfo(name, 'nothing');
        return name === 'socket' ? `${info}` : info;
      }),
      [
        ['127.0.0.1', 5000],
        ['::1', 80, 0, 0],
        "<asyncio.TransportSocket laddr=('127.0.0.1', 5000), raddr=('::1', 80, 0, 0)>",
        'nothing',
      ],
    );
  });
});
