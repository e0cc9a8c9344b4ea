import * as assert from 'node:assert/strict';
import { PanelTester } from '../../../src/extension/timeline/panel-tester';
import type { ToTimeline } from '../../../src/protocol/timeline';

describe('panel tester', () => {
  it('gives each question its own answer', async () => {
    const sent: ToTimeline[] = [];
    const tester = new PanelTester((message) => sent.push(message));
    const answers = [tester.ask({ kind: 'describe' }), tester.ask({ kind: 'describe' })];
    tester.reply(2, 'second');
    tester.reply(1, 'first');
    tester.reply(7, 'nobody asked');
    assert.deepEqual(await Promise.all(answers), ['first', 'second']);
    assert.deepEqual(sent, [
      { type: 'test/request', id: 1, request: { kind: 'describe' } },
      { type: 'test/request', id: 2, request: { kind: 'describe' } },
    ]);
  });

  it('rejects what is open when the panel closes', async () => {
    const tester = new PanelTester(() => {});
    const answer = tester.ask({ kind: 'describe' });
    tester.dispose();
    await assert.rejects(answer, /The panel was closed/);
  });
});
