import * as assert from 'node:assert/strict';
import { proposedName, wordsOf } from '../../../src/extension/export/formats';
import { bytesOf } from '../../../src/extension/export/pieces';
import { english } from '../../support/localizer';

describe('export', () => {
  it('proposes a name like that of the scenario', () => {
    const formats = ['trace', 'svg', 'png', 'chrome'] as const;
    const extensions = formats.map((format) => wordsOf(format, english).extension);
    assert.deepEqual(
      extensions.map((extension) => proposedName('tea.time.py', extension)),
      ['tea.time.loopscope', 'tea.time.svg', 'tea.time.png', 'tea.time.trace.json'],
    );
    assert.equal(proposedName('.py', '.svg'), 'timeline.svg');
  });

  it('puts pieces together', async () => {
    const bytes = await bytesOf(['a', 'ä', '茶'], new AbortController().signal);
    assert.equal(new TextDecoder().decode(bytes), 'aä茶');
  });

  it('stops between pieces, and lets others run', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    setImmediate(() => abort.abort(reason));
    await assert.rejects(bytesOf(endless(), abort.signal), reason);
  });
});

function* endless(): Generator<string> {
  for (;;) yield 'x'.repeat(1000);
}
