import { deepStrictEqual } from 'node:assert/strict';
import { type Coroutine, type EventLoop, StreamReader, StreamWriter } from '../../../src/runtime';
import { SocketTransport } from '../../../src/runtime/streams/socket-transport';
import {
  type ClientConnected,
  StreamReaderProtocol,
} from '../../../src/runtime/streams/stream-protocol';
import { begun, bytes, KIB, RESET, ScriptedConnection, seen, turns } from './streams-support';
import { makeLoop, thrown } from './support';

interface Stream {
  readonly connection: ScriptedConnection;
  readonly transport: SocketTransport;
  readonly reader: StreamReader;
  readonly writer: StreamWriter;
}

function streamOn(loop: EventLoop, clientConnected?: ClientConnected): Stream {
  const connection = new ScriptedConnection();
  const reader = new StreamReader({ loop });
  const protocol = new StreamReaderProtocol(reader, clientConnected, { loop });
  const transport = new SocketTransport(loop, connection, protocol);
  const writer = new StreamWriter(transport, protocol, reader, loop);
  return { connection, transport, reader, writer };
}

/** Runs the program with a stream, and returns what it noted and what the loop logged. */
function withStream(
  program: (stream: Stream, note: (entry: unknown) => void) => Coroutine<void>,
): unknown[] {
  const { loop, notes } = makeLoop();
  const log: unknown[] = [];
  loop.runUntilComplete(
    (function* () {
      const stream = streamOn(loop);
      yield* turns(3);
      stream.connection.calls.length = 0;
      yield* program(stream, (entry) => log.push(entry));
    })(),
  );
  loop.close();
  return [...log, ...notes.lines];
}

describe('StreamWriter', () => {
  it('waits in drain while too much is unsent', () => {
    const log = withStream(function* ({ connection, writer }, note) {
      writer.write(new Uint8Array(64 * KIB));
      note(yield* seen(writer.drain()));
      writer.write(bytes('!'));
      const first = yield* begun(writer.drain());
      const second = yield* begun(writer.drain());
      connection.send(16 * KIB + 1);
      yield* turns(2);
      note([first.done(), second.done()]);
      connection.send(16 * KIB);
      yield* turns(2);
      note([first.done(), second.done()]);
    });
    deepStrictEqual(log, ['undefined', [false, false], [true, true]]);
  });

  it('throws in drain and in waitClosed what broke the connection', () => {
    const log = withStream(function* ({ connection, reader, writer }, note) {
      writer.write(new Uint8Array(65 * KIB));
      const draining = yield* begun(seen(writer.drain()));
      connection.break(RESET);
      note(yield* draining);
      note(yield* seen(writer.drain()));
      note(yield* seen(writer.waitClosed()));
      note(`${reader.exception()}`);
    });
    const reset = 'ConnectionResetError: [Errno 104] Connection reset by peer';
    deepStrictEqual(log, [reset, reset, reset, reset]);
  });

  it('says that the connection is lost to those who go on writing after a close', () => {
    const log = withStream(function* ({ connection, writer }, note) {
      writer.close();
      note([writer.isClosing(), yield* seen(writer.waitClosed())]);
      for (let count = 0; count < 6; count++) writer.write(bytes('x'));
      note(yield* seen(writer.drain()));
      note(connection.calls);
    });
    deepStrictEqual(log, [
      [true, 'undefined'],
      'ConnectionResetError: Connection lost',
      ['read no more', 'close'],
      'warning: socket.send() raised exception.',
      'warning: socket.send() raised exception.',
    ]);
  });

  it('takes bytes only, and none after the end', () => {
    const log = withStream(function* ({ connection, writer }, note) {
      writer.writelines([bytes('a'), bytes(''), bytes('bc')]);
      note(thrown(() => writer.write('text' as never)));
      writer.writeEof();
      writer.writeEof();
      note([writer.canWriteEof(), thrown(() => writer.write(bytes('d')))]);
      note(thrown(() => writer.writelines([bytes('d')])));
      note(connection.calls);
      yield* [];
    });
    deepStrictEqual(log, [
      "TypeError: data argument must be a bytes, bytearray, or memoryview object, not 'string'. Write new TextEncoder().encode(text)",
      [true, 'RuntimeError: Cannot call write() after write_eof()'],
      'RuntimeError: Cannot call writelines() after write_eof()',
      ['write 1', 'write 2', 'end'],
    ]);
  });

  it('still writes when the other side has ended', () => {
    const log = withStream(function* ({ connection, reader, writer }, note) {
      connection.feed('');
      note(yield* seen(reader.read()));
      writer.write(bytes('answer'));
      note([writer.isClosing(), yield* seen(writer.drain()), connection.calls]);
      note(`${writer}`);
    });
    const transport = 'transport=<SocketTransport read=idle write=<polling, bufsize=6>>';
    deepStrictEqual(log, [
      'b""',
      [false, 'undefined', ['read no more', 'write 6']],
      `<StreamWriter ${transport} reader=<StreamReader eof ${transport}>>`,
    ]);
  });
});

describe('StreamReaderProtocol', () => {
  it('runs the callback of a server as a task, and reports what it throws', () => {
    const { loop, notes } = makeLoop();
    const log: unknown[] = [];
    loop.runUntilComplete(
      (function* () {
        const { connection, transport } = streamOn(loop, function* (reader, writer) {
          log.push(yield* seen(reader.readline()), writer.getExtraInfo('peername'));
          throw new Error('tired');
        });
        yield* turns(4);
        connection.feed('hello\n');
        yield* turns(8);
        log.push(transport.isClosing());
      })(),
    );
    deepStrictEqual(
      [log, notes.lines],
      [
        ['b"hello\\n"', ['::1', 80, 0, 0], true],
        [
          'error: Unhandled exception in client_connected_cb\ntransport: <SocketTransport read=polling write=<idle, bufsize=0>> | Error: tired',
        ],
      ],
    );
  });
});
