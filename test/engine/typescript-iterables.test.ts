import { deepStrictEqual } from 'node:assert/strict';
import { TypeScriptEngine } from '../support/typescript-engine';

describe('async iterables of Node in TypeScript scenarios', () => {
  let engine: TypeScriptEngine;

  before(() => {
    engine = new TypeScriptEngine();
  });

  after(() => engine.dispose());

  it('give their values to all that takes async iterables', async () => {
    const before = `
      import { setTimeout as pause } from 'node:timers/promises';
      import { Readable } from 'node:stream';
    `;
    const printed = await engine.printedBy(
      `
      const letters = () => Readable.from(['a', 'b', 'c']);
      console.log(await asyncio.collect(letters()), await asyncio.anext(letters()[Symbol.asyncIterator]()));
      const later = asyncio.amap(async (letter: string) => letter + (await pause(1, '!')), letters());
      console.log(await asyncio.collect(later));
      const notB = asyncio.afilter((letter: string) => Promise.resolve(letter !== 'b') as never, letters());
      console.log(await asyncio.collect(notB));
      const first = asyncio.amap((letter: string) => pause(1, letter) as never, letters());
      for await (const letter of first) { console.log(letter); break; }
      await first.aclose();
    `,
      before,
    );
    deepStrictEqual(printed, ["[ 'a', 'b', 'c' ] a", "[ 'a!', 'b!', 'c!' ]", "[ 'a', 'c' ]", 'a']);
  });
});
