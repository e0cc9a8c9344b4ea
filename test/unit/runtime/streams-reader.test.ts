import { deepStrictEqual } from 'node:assert/strict';
import {
  ConnectionResetError,
  type Coroutine,
  collect,
  IncompleteReadError,
  LimitOverrunError,
  StreamReader,
  sleep,
} from '../../../src/runtime';
import { begun, bytes, NotedTransport, readerOf, seen, shown } from './streams-support';
import { runMain, thrown } from './support';

/* The expected values were printed by the same programs in CPython 3.14.2. */

/** The error that a coroutine throws. */
function* errorOf(coroutine: Coroutine): Coroutine<unknown> {
  try {
    yield* coroutine;
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('StreamReader', () => {
  it('reads what is there, and everything', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['hello world'], { isEnded: true });
      note([yield* seen(reader.read(0)), yield* seen(reader.read(5)), reader.atEof()]);
      note([yield* seen(reader.read(100)), reader.atEof()]);
      note([yield* seen(reader.read(1)), yield* seen(reader.read())]);
      note(yield* seen(readerOf(['abc', 'def'], { isEnded: true }).read()));
    });
    deepStrictEqual(log, [
      ['b""', 'b"hello"', false],
      ['b" world"', true],
      ['b""', 'b""'],
      'b"abcdef"',
    ]);
  });

  it('reads exactly as many bytes as asked, or says what it has', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['abcdef'], { isEnded: true });
      for (const count of [2, 0, -1, 9]) note(yield* seen(reader.readexactly(count)));
      note(`${reader}`);
      note(yield* seen(reader.readexactly(1)));
    });
    deepStrictEqual(log, [
      'b"ab"',
      'b""',
      'ValueError: readexactly size can not be less than zero',
      'IncompleteReadError: 4 bytes read on a total of 9 expected bytes',
      '<StreamReader eof>',
      'IncompleteReadError: 0 bytes read on a total of 1 expected bytes',
    ]);
  });

  it('reads lines, the last one without its newline', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['one\ntw', 'o\nthree'], { isEnded: true });
      for (let count = 0; count < 4; count++) note(yield* seen(reader.readline()));
      const lines = yield* collect(readerOf(['one\ntwo\n\nthree'], { isEnded: true }));
      note(lines.map(shown));
    });
    deepStrictEqual(log, [
      'b"one\\n"',
      'b"two\\n"',
      'b"three"',
      'b""',
      ['b"one\\n"', 'b"two\\n"', 'b"\\n"', 'b"three"'],
    ]);
  });

  it('drops a line beyond the limit', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['too long\nok\n'], { limit: 5, isEnded: true });
      note([yield* seen(reader.readline()), yield* seen(reader.readline()), `${reader}`]);
      const endless = readerOf(['much too long'], { limit: 5 });
      note([yield* seen(endless.readline()), `${endless}`]);
    });
    deepStrictEqual(log, [
      [
        'ValueError: Separator is found, but chunk is longer than limit',
        'b"ok\\n"',
        '<StreamReader eof limit=5>',
      ],
      ['ValueError: Separator is not found, and chunk exceed the limit', '<StreamReader limit=5>'],
    ]);
  });

  it('reads up to a separator, the first of several that is complete', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['abcXYdefXYZ'], { isEnded: true });
      note(yield* seen(reader.readuntil(bytes('XY'))));
      note(yield* seen(reader.readuntil([bytes('XYZ'), bytes('XY')])));
      note([yield* seen(reader.readuntil(bytes('XY'))), `${reader}`]);
      note(yield* seen(reader.readuntil(bytes(''))));
      note(yield* seen(reader.readuntil([])));
    });
    deepStrictEqual(log, [
      'b"abcXY"',
      'b"defXY"',
      [
        'IncompleteReadError: 1 bytes read on a total of undefined expected bytes',
        '<StreamReader eof>',
      ],
      'ValueError: Separator should be at least one-byte string',
      'ValueError: Separator should contain at least one element',
    ]);
  });

  it('leaves the bytes where they are if the limit is reached before a separator', () => {
    const log = runMain(function* (_loop, note) {
      for (const [text, separator] of [
        ['abcdefXY', 'XY'],
        ['abcdefgh', 'XYZ'],
      ] as const) {
        const reader = readerOf([text], { limit: 3 });
        const error = yield* errorOf(reader.readuntil(bytes(separator)));
        const consumed = error instanceof LimitOverrunError && error.consumed;
        note([`${error}`, consumed, `${reader}`]);
      }
    });
    deepStrictEqual(log, [
      [
        'LimitOverrunError: Separator is found, but chunk is longer than limit',
        6,
        '<StreamReader 8 bytes limit=3>',
      ],
      [
        'LimitOverrunError: Separator is not found, and chunk exceed the limit',
        6,
        '<StreamReader 8 bytes limit=3>',
      ],
    ]);
  });

  it('gives what came before the end to whoever wanted more', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['a'], { isEnded: true });
      const error = yield* errorOf(reader.readuntil(bytes('XYZ')));
      if (error instanceof IncompleteReadError) note([shown(error.partial), error.expected]);
    });
    deepStrictEqual(log, [['b"a"', undefined]]);
  });

  it('waits until enough has come', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf([]);
      const task = yield* begun(seen(reader.readexactly(4)));
      note(`${reader}`);
      reader.feedData(bytes('ab'));
      yield* sleep(0);
      note(task.done());
      reader.feedData(bytes('cde'));
      note([yield* task, `${reader}`]);
      const split = readerOf(['x\r']);
      const line = yield* begun(seen(split.readuntil(bytes('\r\n'))));
      split.feedData(bytes('\n'));
      note(yield* line);
    });
    deepStrictEqual(log, [
      '<StreamReader waiter=<Future pending>>',
      false,
      ['b"abcd"', '<StreamReader 1 bytes>'],
      'b"x\\r\\n"',
    ]);
  });

  it('lets only one task wait', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf([]);
      const first = yield* begun(seen(reader.read(1)));
      note(yield* seen(reader.readline()));
      note(yield* seen(reader.read(1)));
      note(yield* seen(reader.readexactly(1)));
      reader.feedEof();
      note(yield* first);
    });
    const busy = 'called while another coroutine is already waiting for incoming data';
    deepStrictEqual(log, [
      `RuntimeError: readuntil() ${busy}`,
      `RuntimeError: read() ${busy}`,
      `RuntimeError: readexactly() ${busy}`,
      'b""',
    ]);
  });

  it('loses nothing when a read is cancelled', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf([]);
      const task = yield* begun(reader.read(5));
      task.cancel();
      note(yield* seen(task));
      reader.feedData(bytes('later'));
      note(yield* seen(reader.read(5)));
    });
    deepStrictEqual(log, ['CancelledError', 'b"later"']);
  });

  it('throws what broke the connection, now and later', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf(['abc']);
      const task = yield* begun(seen(reader.readexactly(5)));
      reader.setException(new ConnectionResetError('gone'));
      note([yield* task, yield* seen(reader.read(1)), yield* seen(reader.readline())]);
      note(`${reader}`);
    });
    const gone = 'ConnectionResetError: gone';
    deepStrictEqual(log, [
      [gone, gone, gone],
      "<StreamReader 3 bytes exception=ConnectionResetError('gone')>",
    ]);
  });

  it('pauses the transport beyond twice the limit and resumes it at the limit', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf([], { limit: 2 });
      const transport = new NotedTransport();
      reader.setTransport(transport);
      const fed = (text: string) => {
        reader.feedData(bytes(text));
        note([`${reader}`, ...transport.calls]);
      };
      fed('abcd');
      fed('e');
      fed('f');
      for (const count of [3, 1]) {
        yield* reader.read(count);
        note([`${reader}`, ...transport.calls]);
      }
    });
    deepStrictEqual(log, [
      ['<StreamReader 4 bytes limit=2 transport=T>'],
      ['<StreamReader 5 bytes limit=2 transport=T paused>', 'pause'],
      ['<StreamReader 6 bytes limit=2 transport=T paused>', 'pause'],
      ['<StreamReader 3 bytes limit=2 transport=T paused>', 'pause'],
      ['<StreamReader 2 bytes limit=2 transport=T>', 'pause', 'resume'],
    ]);
  });

  it('resumes the transport for whoever needs more than twice the limit', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf([], { limit: 2 });
      const transport = new NotedTransport();
      reader.setTransport(transport);
      reader.feedData(bytes('abcde'));
      const task = yield* begun(seen(reader.readexactly(8)));
      note([...transport.calls]);
      reader.feedData(bytes('fghij'));
      note([yield* task, ...transport.calls]);
    });
    deepStrictEqual(log, [
      ['pause', 'resume'],
      ['b"abcdefgh"', 'pause', 'resume', 'pause', 'resume'],
    ]);
  });

  it('refuses what breaks its rules', () => {
    const log = runMain(function* (_loop, note) {
      note(thrown(() => readerOf([], { isEnded: true }).feedData(bytes('x'))));
      note(thrown(() => new StreamReader({ limit: 0 })));
      const reader = readerOf([]);
      reader.setTransport(new NotedTransport());
      note(thrown(() => reader.setTransport(new NotedTransport())));
      yield* [];
    });
    deepStrictEqual(log, [
      'AssertionError: feed_data after feed_eof',
      'ValueError: Limit cannot be <= 0',
      'AssertionError: Transport already set',
    ]);
  });

  it('keeps the order of many pieces of many sizes', () => {
    const log = runMain(function* (_loop, note) {
      const reader = readerOf([]);
      let fed = 0;
      let isRight = true;
      for (let round = 1; round < 200; round++) {
        const piece = Uint8Array.from({ length: round * 7 }, () => fed++ % 251);
        reader.feedData(piece);
        const start = fed - piece.length;
        const taken = yield* reader.readexactly(piece.length);
        isRight &&= taken.every((byte, index) => byte === (start + index) % 251);
      }
      note([isRight, fed, `${reader}`]);
    });
    // 7 * (1 + … + 199)
    deepStrictEqual(log, [[true, 139300, '<StreamReader>']]);
  });
});
