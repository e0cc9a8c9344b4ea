import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCommand } from '../../../src/cli/open-command';
import { parseCommand } from '../../../src/cli/options';
import { encodeTrace } from '../../../src/trace/file';
import type { TraceStore } from '../../../src/trace/store';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

describe('loopscope open', () => {
  let cwd: string;

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'loopscope-cli-'));
    save('blocked.loopscope', blockedSleepTrace());
  });

  afterEach(() => rmSync(cwd, { recursive: true }));

  function save(name: string, trace: TraceStore, notes: readonly string[] = []): void {
    const bytes = encodeTrace(trace, {
      title: 'blocked.py',
      file: '/scenarios/blocked.py',
      clock: 'virtual',
      slowCallbackDuration: 0.1,
      recorded: '2026-01-02T03:04:05.000Z',
      version: '1.2.3',
      notes,
    });
    writeFileSync(join(cwd, name), bytes);
  }

  async function loopscope(words: string) {
    const said = { out: '', error: '' };
    const command = parseCommand(['open', ...words.split(' ')]);
    ok(command.name === 'open');
    const code = await openCommand(command.options, {
      ...{
        cwd,
        env: {},
        platform: 'linux',
        isTty: false,
        columns: 70,
        read: async () => undefined,
      },
      out: (text) => {
        said.out += text;
      },
      error: (text) => {
        said.error += text;
      },
    });
    return { code, ...said };
  }

  it('reports on a saved trace', async () => {
    deepStrictEqual(await loopscope('--no-timeline blocked.loopscope'), {
      code: 0,
      error: '',
      out: `blocked.py, recorded at 2026-01-02T03:04:05.000Z on the virtual clock by Loopscope 1.2.3

/scenarios/blocked.py:12: \`time.sleep(2)\` held the loop for 2.000 s.
    Use \`await asyncio.sleep(2)\`.
    func1 was due at 1.000 s and ran 1.000 s late (line 7).

Finished at 2.000 s; 3 tasks; 1 blocking step, 2.000 s; func1 ran 1.000 s late.
`,
    });
    ok((await loopscope('blocked.loopscope')).out.includes('\nloop     █ func2 █'));
  });

  it('says what was noted when the trace was recorded', async () => {
    const note = 'It wrote 1 file. To keep it, turn on the setting loopscope.files.write.';
    save('noted.loopscope', blockedSleepTrace(), [note]);
    const { out } = await loopscope('--no-timeline noted.loopscope');
    ok(out.includes('\nloopscope: It wrote 1 file. To keep it, use the option --write.\n'), out);
  });

  it('shows the lines that would mend a finding, unless the file was changed after the run', async () => {
    const file = join(cwd, 'a.py');
    writeFileSync(file, 'print 1\n');
    const builder = new TraceBuilder(file);
    const edits = JSON.stringify([{ from: [1, 6], to: [1, 8], text: '(1)' }]);
    save(
      'idiom.loopscope',
      builder.oldIdiom(0, 'print-statement', 'print', edits, builder.at(1)).end(0),
    );
    const shown = async (changed: string) => {
      utimesSync(file, new Date(changed), new Date(changed));
      const { out } = await loopscope('--no-timeline idiom.loopscope');
      return out.split('\n').slice(2, -3);
    };
    const finding = ['a.py:1: `print` is a function since Python 3.0.'];
    finding.push('    Put brackets around what it prints.');
    deepStrictEqual(
      [await shown('2026-01-01T00:00:00Z'), await shown('2026-01-03T00:00:00Z')],
      [[...finding, '      1 - print 1', '        + print(1)'], finding],
    );
  });

  it('takes the threshold of the run, or another', async () => {
    deepStrictEqual(
      [
        (await loopscope('--fail-on blocking blocked.loopscope')).code,
        (await loopscope('--fail-on blocking --threshold 3 blocked.loopscope')).code,
      ],
      [3, 0],
    );
  });

  it('prints JSON and writes a Chrome trace', async () => {
    const { out } = await loopscope('--json --chrome-trace c.json blocked.loopscope');
    const { outcome, findings } = JSON.parse(out);
    deepStrictEqual([outcome.end, findings[0].position.line], ['finished', 12]);
    const { traceEvents } = JSON.parse(readFileSync(join(cwd, 'c.json'), 'utf8'));
    deepStrictEqual(traceEvents[0].args, { name: 'blocked.py' });
  });

  it('says that a trace was saved before its run was over', async () => {
    save('early.loopscope', new TraceBuilder().created(0, 1, 'main').step(0, 1).soFar());
    const { out } = await loopscope('--no-timeline early.loopscope');
    strictEqual(out.split('\n')[2], 'loopscope: The trace was saved before the run was over.');
  });

  it('refuses files that it cannot read, and says why', async () => {
    writeFileSync(join(cwd, 'a.py'), 'print()\n');
    const bytes = readFileSync(join(cwd, 'blocked.loopscope'));
    writeFileSync(join(cwd, 'cut.loopscope'), bytes.subarray(0, -9));
    bytes[8] = 9;
    writeFileSync(join(cwd, 'newer.loopscope'), bytes);
    const refusals: Record<string, RegExp> = {
      none: /^There is no file none\. Check the name and the folder\.$/,
      '.': /^\. is a folder\. Name a trace in it, such as cook\.loopscope\.$/,
      'a.py': /^a\.py: The file is not a trace of Loopscope\. Open a file/,
      'cut.loopscope': /^cut\.loopscope: The trace file is damaged\./,
      'newer.loopscope': /format version 9; .*Update Loopscope to open it\.$/,
      '--chrome-trace a.py blocked.loopscope': /^Nothing is saved as a\.py, because/,
      '--chrome-trace none/c a.py': /there is no folder none/,
    };
    for (const [words, message] of Object.entries(refusals)) {
      await rejects(loopscope(words), { name: 'UsageError', message });
    }
  });
});
