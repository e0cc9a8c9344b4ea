import * as assert from 'node:assert/strict';
import {
  entryLine,
  importsAsyncio,
  maskStrings,
} from '../../../src/extension/editor/python-source';

describe('Python source', () => {
  it('is masked without moving a character', () => {
    const text = `a = "x#y" # z\nb = '''\n"asyncio"\n''' + 'it\\'s'\nc = "open\nd`;
    const masked = maskStrings(text);
    assert.deepEqual(
      masked.split('\n').map((line) => line.trimEnd()),
      ['a =', 'b =', '', '    +', 'c =', 'd'],
    );
    assert.equal(masked.length, text.length);
  });

  const imports: readonly [string, boolean][] = [
    ['import asyncio', true],
    ['import asyncio as aio', true],
    ['import time, asyncio', true],
    ['import asyncio.subprocess', true],
    ['from asyncio import run, sleep', true],
    ['try:\n    import asyncio\nexcept ImportError: pass', true],
    ['import my_asyncio', false],
    ['import asyncio_extras', false],
    ['from my.asyncio import run', false],
    ['# import asyncio', false],
    ['"""\nimport asyncio\n"""', false],
    ['asyncio = 1', false],
    ['', false],
  ];
  for (const [text, expected] of imports) {
    it(`${JSON.stringify(text)} ${expected ? 'imports' : 'does not import'} asyncio`, () => {
      assert.equal(importsAsyncio(text), expected);
    });
  }

  const entries: readonly [string, string, number][] = [
    ['the call at the top level', 'import asyncio\n\nasyncio.run(main())', 2],
    ['the call, not what a docstring says', '"""asyncio.run(main())"""\n\nasyncio.run(main())', 2],
    ['the guard', 'import asyncio\nif __name__ == "__main__":\n    asyncio.run(main())', 1],
    ['a call in a function', 'import asyncio\ndef go():\n    asyncio.run(main())', 2],
    ['a runner', 'import asyncio\nwith asyncio.Runner() as runner:\n    pass', 1],
    ['the old way', 'loop = asyncio.new_event_loop()\nloop.run_until_complete(main())', 1],
    ['the result of a run', 'import asyncio\nx = asyncio.run(main())', 1],
    ['the first line of anything else', 'import asyncio\nprint(1)', 0],
  ];
  for (const [name, text, line] of entries) {
    it(`starts at ${name}`, () => assert.equal(entryLine(text), line));
  }
});
