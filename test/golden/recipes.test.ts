import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { EngineUnderTest } from '../support/engine';
import { mend } from '../support/mend';
import { useServers } from '../support/socket-scenarios';

/** Programs as tutorials print them. They are not ours, so they stand outside of the project. */
const SEEDS = join(
  resolve(process.env['LOOPSCOPE_SEED_PROGRAMS'] ?? '../shared/seed-programs'),
  'recipes',
);

/**
 * As much of `requests` as the recipes use. `LOOPSCOPE_REQUESTS` names a folder with the real one, made by
 * `pip install --target FOLDER requests`.
 */
const REQUESTS = `
import urllib.request

def get(url):
    return urllib.request.urlopen(url)
`;

/** What recipes print when nothing old is left in them, and how they end. */
const PRINTED: Readonly<Record<string, [output: string, end: string]>> = {
  basic: ['first is finished.\nsecond is finished.\nthird is finished.\n', 'finished'],
  future_callback: [
    'future callback: second\nfuture callback: third\nfuture callback: first\n',
    'finished',
  ],
  gather: [
    [
      ...['second', 'third', 'first'].map((name) => `${name} has just finished.\n`),
      ...['first', 'second', 'third'].map((name) => `asyncio.gather result: ${name}\n`),
    ].join(''),
    'finished',
  ],
  process_pool: ['0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n', 'finished'],
  run_forever: [
    ['first', 'second', 'third']
      .map((name) => `1's ${name} is finished.\n2's ${name} is finished.\n`)
      .join(''),
    'stalled',
  ],
};

describe('recipes for older Pythons', () => {
  const engine = new EngineUnderTest();
  const serve = useServers();

  before(function () {
    if (!existsSync(SEEDS)) this.skip();
  });
  after(() => engine.dispose());

  function sourceOf(name: string): string {
    return readFileSync(join(SEEDS, `${name}.py`), 'utf8');
  }

  for (const [name, [output, end]] of Object.entries(PRINTED)) {
    it(`are mended until ${name} runs`, async () => {
      const { run } = await mend(engine, sourceOf(name), `${name}.py`);
      strictEqual(`${run.stdout} ${run.outcome.end}`, `${output} ${end}`);
    });
  }

  it('are mended until wait runs, whose results have no order', async () => {
    const { run } = await mend(engine, sourceOf('wait'), 'wait.py');
    const lines = run.stdout.trim().split('\n');
    strictEqual(
      lines.slice(0, 3).join(),
      'second has just finished.,third has just finished.,first has just finished.',
    );
    strictEqual(
      lines.slice(3).sort().join(),
      ['first', 'second', 'third'].map((one) => `asyncio.wait result: ${one}`).join(),
    );
  });

  it('are mended until semaphore runs, which draws lots', async () => {
    const { run } = await mend(engine, sourceOf('semaphore'), 'semaphore.py');
    strictEqual(run.outcome.end, 'finished');
    strictEqual(run.stdout.match(/^limited parallel: \d$/gm)?.length, 9);
  });

  /** What a recipe prints that asks three web sites, if they are pages of one server here. */
  async function printedByClient(name: string): Promise<string[]> {
    const web = createServer((request, response) => response.end(request.url));
    const base = `http://127.0.0.1:${await serve(() => {}, web)}`;
    const source = sourceOf(name)
      .replace('http://www.google.com', `${base}/one`)
      .replace('http://www.yahoo.com', `${base}/two`)
      .replace('https://github.com/', `${base}/three`);
    engine.write('packages/requests.py', REQUESTS);
    const packages = [process.env['LOOPSCOPE_REQUESTS'] ?? join(engine.folder, 'packages')];
    const { run } = await mend(engine, source, `${name}.py`, { packages });
    return `${run.stdout}${run.stderr}`.replaceAll(base, '').trim().split('\n');
  }

  it('are mended until async_iterator runs, which needs a package', async () => {
    deepStrictEqual(await printedByClient('async_iterator'), ['/one', '/two', '/three']);
  });

  it('are mended until queue_execution runs, which needs a package', async () => {
    deepStrictEqual((await printedByClient('queue_execution')).sort(), [
      'queue execution: /one',
      'queue execution: /three',
      'queue execution: /two',
    ]);
  });
});
