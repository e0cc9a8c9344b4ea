import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ASYNCIO, TypeScriptEngine } from '../support/typescript-engine';

describe('the files of TypeScript scenarios', () => {
  let engine: TypeScriptEngine;
  beforeEach(() => {
    engine = new TypeScriptEngine();
  });
  afterEach(() => engine.dispose());

  /** Writes files beside the scenario. */
  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) engine.write(name, text);
  }

  async function outputOf(source: string, name = 'scenario.ts'): Promise<string> {
    const { stdout, stderr } = await engine.run(source, {}, name);
    return stdout + stderr;
  }

  it('get a word about asyncio if none of them imports it, and nothing else is wrong', async () => {
    write({ 'loop.ts': `${ASYNCIO} asyncio.run(asyncio.sleep(1));` });
    const plain = 'async function main() { await new Promise((done) => setTimeout(done, 1)); }\n';
    const notes = async (source: string) => (await engine.runTs(source)).outcome.notes ?? [];
    const note =
      "The program does not import loopscope/asyncio, so no event loop ran and there is nothing to show. Add `import * as asyncio from 'loopscope/asyncio';` and start the program with `asyncio.run(main())`.";
    deepStrictEqual(
      [
        await notes("console.log('hello');"),
        await notes(`${plain}main();`),
        await notes(`${plain}main().then(() => {});`),
        await notes("throw new Error('other');"),
        await notes(`${plain}await main();`),
        await notes("import './loop';"),
        await notes(`${ASYNCIO} console.log(asyncio);`),
      ],
      [[note], [note], [note], [], [], [], []],
    );
  });

  it('import each other, whatever their endings and kinds of export', async () => {
    write({
      'kettle.ts': 'export default class Kettle {} export const tea = 1; export type T = number;',
      'all.ts':
        "export * from './kettle'; export * as inner from './kettle'; export { tea as t } from './kettle';",
      'm.mjs': 'export const m = 2;',
      'mt.mts': 'export const mt = 3;',
      'c.cjs': "module.exports = { sep: require('node:path').sep, plain: require('./plain').v };",
      'plain.js': 'exports.v = 4;',
      'ct.cts': "import c = require('./c.cjs'); export const ct = c.sep;",
      'data.json': '{ "k": [1] }',
    });
    const output = await outputOf(`
      import Kettle, { tea, type T } from './kettle.js';
      import * as all from './all';
      import type { Nothing } from './types-only';
      import { m } from './m.mjs';
      import { mt } from './mt.mjs';
      import c from './c.cjs';
      import plain from './plain.js';
      import { ct } from './ct.cjs';
      import data from './data.json';
      console.log(Kettle.name, tea, Object.keys(all).sort().join(), m, mt, c, plain, ct, data);
    `);
    strictEqual(
      output,
      "Kettle 1 inner,t,tea 2 3 { sep: '/', plain: 4 } { v: 4 } / { k: [ 1 ] }\n",
    );
  });

  it('wait for the await at the top level of what they import', async () => {
    write({
      'slow.ts': `${ASYNCIO}await asyncio.sleep(5); export const ready = asyncio.getRunningLoop().time();`,
    });
    strictEqual(await outputOf("import { ready } from './slow'; console.log(ready);"), '5\n');
  });

  it('know the functions of each other also in a circle', async () => {
    write({
      'b.ts':
        "import { a, useA } from './scenario'; console.log(typeof useA); export const b = 'b'; export const call = () => useA() + a;",
    });
    const source =
      "import { b, call } from './b'; export const a = 'a'; export function useA() { return b; } console.log(call());";
    strictEqual(await outputOf(source), 'function\nba\n');
  });

  it('are loaded by import() when it is called, once', async () => {
    write({ 'late.ts': "console.log('late runs'); export default 3; export const k = 4;" });
    const source = `
      console.log('first');
      const late = await import('./late.ts');
      console.log(late.default, (await import('./' + 'late')).k, typeof (await import('node:os')).default.cpus);
    `;
    strictEqual(await outputOf(source), 'first\nlate runs\n3 4 function\n');
  });

  it('use packages beside them, and modules of Node', async () => {
    mkdirSync(join(engine.folder, 'node_modules/tea'), { recursive: true });
    mkdirSync(join(engine.folder, 'node_modules/esm'), { recursive: true });
    write({
      'node_modules/tea/index.js': "module.exports = { kind: 'green' };",
      'node_modules/esm/package.json': '{ "type": "module", "exports": "./i.js" }',
      'node_modules/esm/i.js': "export const kind = 'black';",
    });
    const source =
      "import tea, { kind } from 'tea'; import * as esm from 'esm'; import { basename } from 'path'; console.log(tea, kind, esm.kind, basename(__filename));";
    strictEqual(await outputOf(source), "{ kind: 'green' } green black scenario.ts\n");
  });

  it('know where they are', async () => {
    const source =
      "console.log(import.meta.filename === __filename, import.meta.dirname === __dirname, import.meta.url === 'file://' + __filename);";
    strictEqual(await outputOf(source), 'true true true\n');
  });

  it('may give the names of older modules to things of their own', async () => {
    write({ 'plain.cjs': 'exports.v = 4;', 'helper.ts': 'export const v = 5;' });
    const source = `#!/usr/bin/env node
      import { createRequire } from 'node:module';
      import { dirname } from 'node:path';
      import { fileURLToPath } from 'node:url';
      import { v } from './helper';
      const __filename = fileURLToPath(import.meta.url), __dirname = dirname(__filename);
      const require = createRequire(import.meta.url);
      const [module, { exports }] = [1, { exports: 2 }];
      export let count = 1;
      count++;
      console.log(__filename === import.meta.filename, __dirname === import.meta.dirname);
      console.log(require('./plain.cjs').v, v, module, exports, count);
      console.log((await import('./scenario.ts')).count);
    `;
    strictEqual(await outputOf(source), 'true true\n4 5 1 2 2\n2\n');
  });

  it('may be plain JavaScript with require', async () => {
    write({ 'plain.js': 'exports.v = 4;' });
    const source = `
      const asyncio = require('loopscope/asyncio');
      async function main() { await asyncio.sleep(1); undeclared = 1; }
      asyncio.run(main());
      console.log(require.main === module, require.resolve('./plain.js') === __dirname + '/plain.js', undeclared);
      module.exports = {};
    `;
    strictEqual(await outputOf(source, 'scenario.js'), 'true true 1\n');
  });

  it('are run as they are on screen', async () => {
    const helper = engine.write('helper.ts', "export const text = 'on disk';");
    const file = engine.write('scenario.ts', "import { text } from './helper'; console.log(text);");
    const unsaved = { [helper]: "export const text = 'on screen';" };
    strictEqual((await engine.runFile(file, { unsaved })).stdout, 'on screen\n');
  });

  describe('that are wrong', () => {
    /** The problem of a run, without the file's folder. */
    async function problemOf(source: string, name = 'scenario.ts') {
      const { outcome } = await engine.run(source, {}, name);
      const { problem } = outcome;
      return (
        problem && [
          problem.file.slice(engine.folder.length + 1),
          problem.line,
          problem.column,
          problem.message,
        ]
      );
    }

    const missing =
      "ImportError: There is no file './nope', seen from scenario.ts. Check the name, or create the file.";

    it('name the file that is missing, at its import, also if it is not used', async () => {
      deepStrictEqual(await problemOf("\nimport { a } from './nope';"), [
        'scenario.ts',
        2,
        19,
        missing,
      ]);
      deepStrictEqual(await problemOf("const x = require('./nope');"), [
        'scenario.ts',
        1,
        11,
        missing,
      ]);
    });

    it('name the package that is missing, and the command that installs it', async () => {
      deepStrictEqual(await problemOf("import tea from 'tea'; console.log(tea);"), [
        'scenario.ts',
        1,
        1,
        "ImportError: There is no package 'tea'. Install it beside the file with npm install tea.",
      ]);
      for (const name of ['asyncio', 'time']) {
        deepStrictEqual(await problemOf(`import * as a from '${name}'; console.log(a);`), [
          'scenario.ts',
          1,
          1,
          `ImportError: There is no package '${name}'. Did you mean 'loopscope/${name}'?`,
        ]);
      }
      match(
        String(await problemOf("import * as a from 'loopscope/async'; console.log(a);")),
        /There is no module 'loopscope\/async'\. There are loopscope\/asyncio and loopscope\/time\./,
      );
    });

    it('let a program go on that expected the import to fail', async () => {
      const source = "try { await import('./nope'); } catch (error) { console.log(error.code); }";
      strictEqual(await outputOf(source), 'MODULE_NOT_FOUND\n');
    });

    for (const name of [
      'scenario.ts',
      'scenario.mts',
      'scenario.cts',
      'scenario.js',
      'scenario.mjs',
      'scenario.cjs',
    ]) {
      it(`show where the syntax is wrong in ${name}`, async () => {
        const message = 'SyntaxError: Expression expected.';
        deepStrictEqual(await problemOf('let a = 1;\nlet b = ;\n', name), [name, 2, 9, message]);
      });
    }

    it('show what only the engine finds, at its place', async () => {
      deepStrictEqual(await problemOf('let a: number = 1;\nlet a = 2;\n'), [
        'scenario.ts',
        2,
        5,
        "SyntaxError: Identifier 'a' has already been declared",
      ]);
      deepStrictEqual(await problemOf('async function f() {}\nfunction g() { await f(); }\n'), [
        'scenario.ts',
        2,
        16,
        'SyntaxError: await is only valid in async functions and the top level bodies of modules',
      ]);
    });

    for (const [title, member] of [
      [
        'a private method',
        'async #bake() { return super.bake(); } cook() { return this.#bake(); }',
      ],
      ['a field', 'bake = async () => super.bake();'],
    ]) {
      it(`say what to do instead of super in ${title} that is async`, async () => {
        const source = `class Base { async bake() {} }\nclass Oven extends Base {\n${member}\n}\nconsole.log(Oven);\n`;
        const message =
          "SyntaxError: 'super' cannot stand here. If this is a private method or a field of a class, call an ordinary method from it that uses 'super'.";
        const column = member!.indexOf('super') + 1;
        deepStrictEqual(await problemOf(source), ['scenario.ts', 3, column, message]);
      });
    }

    it('show a mistake of a file that is imported in that file', async () => {
      write({ 'helper.ts': 'export const x = ;' });
      deepStrictEqual(await problemOf("import { x } from './helper'; console.log(x);"), [
        'helper.ts',
        1,
        18,
        'SyntaxError: Expression expected.',
      ]);
    });
  });
});
