import { deepStrictEqual } from 'node:assert/strict';
import * as runtime from '../../../../src/runtime';
import { EventLoop, VirtualClock } from '../../../../src/runtime';
import { describe as write } from '../../../../src/scenarios/typescript/value-text';

class Cake {
  layers = 3;
}

class Menu extends Map {}

describe('The text of a value', () => {
  it('of a primitive is what a program would write', () => {
    const values = [
      ['text', "it's", 'a "b"', 'line\nnext\\', '\u0000', 'x'.repeat(61), '', "\\'"],
      [1.5, -0, Number.NaN, Number.NEGATIVE_INFINITY, 1e21],
      [12n, -(2n ** 127n), 2n ** 128n],
      [true, undefined, null, Symbol('sign'), Symbol()],
    ];
    deepStrictEqual(
      values.map((group) => group.map((value) => write(value))),
      [
        [
          "'text'",
          "'it\\'s'",
          `'a "b"'`,
          "'line\\nnext\\\\'",
          "'\\u0000'",
          `'${'x'.repeat(60)}'…`,
          "''",
          "'\\\\\\''",
        ],
        ['1.5', '-0', 'NaN', '-Infinity', '1e+21'],
        ['12n', '-170141183460469231731687303715884105728n', '[bigint]'],
        ['true', 'undefined', 'null', 'Symbol(sign)', 'Symbol()'],
      ],
    );
  });

  it('of lists, objects, maps and sets shows two levels and five items', () => {
    const sparse: unknown[] = [];
    sparse[2] = 1;
    const table = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [index, index]));
    const circle: Record<string, unknown> = { name: 'circle' };
    circle['self'] = circle;
    const values = [
      [],
      [1, [2, [3], []], [[[]]]],
      [1, 2, 3, 4, 5, 6],
      sparse,
      {},
      { a: { b: { c: {} } }, d: {} },
      { 'a-b': 1, ünit: 2, 3: 4, [Symbol('hidden')]: 5 },
      Object.assign(Object.create(null), { bare: true }),
      { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
      table,
      circle,
      new Map(),
      new Map<unknown, unknown>([
        ['a', [1]],
        [{ key: {} }, new Map([[1, 2]])],
      ]),
      new Set(['x', new Set([new Set([1])])]),
    ];
    deepStrictEqual(
      values.map((value) => write(value)),
      [
        '[]',
        '[1, [2, […], []], [[…]]]',
        '[1, 2, 3, 4, 5, …]',
        '[[empty], [empty], 1]',
        '{}',
        '{ a: { b: {…} }, d: {} }',
        "{ 3: 4, 'a-b': 1, ünit: 2 }",
        '{ bare: true }',
        '{ a: 1, b: 2, c: 3, d: 4, e: 5, … }',
        '{…}',
        "{ name: 'circle', self: { name: 'circle', self: {…} } }",
        'Map(0) {}',
        "Map(2) { 'a' => [1], { key: {} } => Map(1) { 1 => 2 } }",
        "Set(2) { 'x', Set(1) { Set(1) {…} } }",
      ],
    );
  });

  it('of other objects is the name of their class, and what little is known to be safe', () => {
    const values = [
      new Cake(),
      new Menu().set(1, 2),
      new (class {})(),
      Object.create({ constructor: null }),
      new Date(0),
      new Date(Number.NaN),
      /a+\/b/g,
      new RangeError('too far'),
      new Error(),
      Object.assign(new Error('kept'), { name: 'Renamed' }),
      new Uint8Array(3),
      Promise.resolve(),
      new WeakMap(),
      Object.create(Map.prototype),
      Object.create(Date.prototype),
    ];
    deepStrictEqual(
      values.map((value) => write(value)),
      [
        'Cake {}',
        'Menu {}',
        'Object {}',
        'Object {}',
        'Date 1970-01-01T00:00:00.000Z',
        'Date invalid',
        'RegExp /a+\\/b/',
        'RangeError: too far',
        'Error',
        'Error: kept',
        'Uint8Array {}',
        'Promise {}',
        'WeakMap {}',
        'Map {}',
        'Date {}',
      ],
    );
  });

  it('of a function or class is its name', () => {
    class Silent {
      layers = 1;
      static get name(): string {
        throw new Error('Somebody asked for the name.');
      }
    }
    const values = [function cook() {}, () => {}, Cake, Map, Silent, { method() {} }.method];
    deepStrictEqual(
      values.map((value) => write(value)),
      [
        '[function cook]',
        '[function]',
        '[class Cake]',
        '[class Map]',
        '[class]',
        '[function method]',
      ],
    );
  });

  it('of what asyncio made says how it is', () => {
    const loop = new EventLoop({ clock: new VirtualClock({ now: () => 0, grain: 1 }) });
    const cook = new runtime.AsyncFunctionCoroutine(function* () {}, { qualname: 'cook', site: 0 });
    const [pending, cancelled, finished] = [1, 2, 3].map(() => loop.createFuture());
    cancelled!.cancel();
    finished!.setResult(undefined);
    const values = [
      loop.createTask(cook, { name: 'oven' }),
      pending,
      cancelled,
      finished,
      new runtime.Lock(),
      new runtime.Event(),
      cook,
      new runtime.Queue(),
    ];
    deepStrictEqual(
      values.map((value) => write(value)),
      [
        '<Task oven>',
        '<Future pending>',
        '<Future cancelled>',
        '<Future finished>',
        '<Lock unlocked>',
        '<Event unset>',
        '<coroutine>',
        'Queue {}',
      ],
    );
  });
});

describe('Writing the text of a value', () => {
  it('calls nothing of the program', () => {
    const called: string[] = [];
    const spy = (name: string) => () => {
      called.push(name);
      return name;
    };
    const traps = Object.fromEntries(
      Object.getOwnPropertyNames(Reflect).map((name) => [name, spy(`trap ${name}`)]),
    );
    const proxy: object = new Proxy(function target() {}, traps);
    const armed = {
      get seen() {
        return spy('getter')();
      },
      toString: spy('toString'),
      valueOf: spy('valueOf'),
      toJSON: spy('toJSON'),
      [Symbol.toPrimitive]: spy('toPrimitive'),
      [Symbol.iterator]: spy('iterator'),
      [Symbol.for('nodejs.util.inspect.custom')]: spy('inspect'),
      get [Symbol.toStringTag]() {
        return spy('toStringTag')();
      },
    };
    class Armed {
      static get name(): string {
        return spy('name of the class')();
      }
      toString = spy('toString of an instance');
    }
    Object.defineProperty(Armed.prototype, 'constructor', { get: spy('constructor') });
    const list = Object.defineProperty([1], 0, { get: spy('getter of an item') });
    const error = Object.defineProperty(new Error('?'), 'message', { get: spy('message') });
    const map = Object.assign(new Map([[1, armed]]), { entries: spy('entries') });
    const date = Object.assign(new Date(0), { toISOString: spy('toISOString') });
    const regexp = Object.defineProperty(/x/, 'source', { get: spy('source') });
    const values = [proxy, [proxy], Object.create(proxy), armed, new Armed(), Armed, list, error];
    const texts = [...values, map, date, regexp, new Set([armed])].map((value) => write(value));
    deepStrictEqual(
      [texts, called],
      [
        [
          '[Proxy]',
          '[[Proxy]]',
          'Object {}',
          '{ seen: [getter], toString: [function], valueOf: [function], toJSON: [function] }',
          'Object {}',
          '[class]',
          '[[getter]]',
          'Error',
          'Map(1) { 1 => { seen: [getter], toString: [function], valueOf: [function], toJSON: [function] } }',
          'Date 1970-01-01T00:00:00.000Z',
          'RegExp /x/',
          'Set(1) { { seen: [getter], toString: [function], valueOf: [function], toJSON: [function] } }',
        ],
        [],
      ],
    );
  });
});
