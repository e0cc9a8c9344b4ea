// Objects that print when somebody looks at them.
import { inspect } from 'node:util';
import * as asyncio from 'loopscope/asyncio';

const tell = (what: string) => () => {
  console.log(what);
  return what;
};

const traps = Object.fromEntries(
  Object.getOwnPropertyNames(Reflect).map((name) => [name, tell(`trap ${name}`)]),
);

class Spy {
  static get name(): string {
    return tell('name of the class')();
  }
  get layers(): string {
    return tell('getter')();
  }
  get [Symbol.toStringTag](): string {
    return tell('toStringTag')();
  }
  toString = tell('toString');
  toJSON = tell('toJSON');
  [Symbol.toPrimitive] = tell('toPrimitive');
  [inspect.custom] = tell('inspect');
}

class SpyList extends Array<number> {
  override get length(): number {
    return Number(tell('length')());
  }
  override at(): number {
    return Number(tell('item')());
  }
}

async function main(): Promise<void> {
  const spy = new Spy();
  const boxed = [new Spy(), new Map([[spy, spy]]), { spy }];
  const literal = {
    get dear() {
      return tell('dear')();
    },
    toString: tell('toString of a literal'),
  };
  const proxy: object = new Proxy(literal, traps);
  const child: object = Object.create(proxy);
  const list: object = Reflect.construct(SpyList, []);
  const date = Object.assign(new Date(0), { toISOString: tell('toISOString') });
  const error = Object.defineProperty(new Error('?'), 'message', { get: tell('message') });
  Map.prototype.entries = tell('entries') as never;
  await asyncio.sleep(1);
  console.log('nobody looked');
  const all = [spy, boxed, literal, proxy, child, list, date, error];
  await asyncio.sleep(1);
  console.log(all.length);
}

asyncio.run(main());
