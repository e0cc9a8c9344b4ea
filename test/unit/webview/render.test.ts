import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { contrast, readable, textOn } from '../../../src/webview/render/contrast';
import { paint } from '../../../src/webview/render/paint';
import { blockedSleepTrace } from '../../support/trace-builder';
import { endingsTrace } from '../../support/webview/traces';
import { cursorAt, modelOf, RecordingRenderer, sceneOf, THEME } from './support';

function painted(...args: Parameters<typeof sceneOf>): string[] {
  const renderer = new RecordingRenderer();
  paint(sceneOf(...args), renderer, THEME);
  return renderer.calls;
}

describe('paint', () => {
  it('draws the lane of a late task: bars, line with a gap, hatched box, mark; then the labels', () => {
    const calls = painted(modelOf(blockedSleepTrace()));
    const first = calls.indexOf("text 'func1' 28 132.1 name foreground");
    deepStrictEqual(calls.slice(first, first + 9), [
      "text 'func1' 28 132.1 name foreground",
      "text 'done at 2.000 s' 28 148.8 note dim",
      'box 226 128 6 24 ready 0.1 3 ready ready',
      'box 232 128 4 24 running 1 1.3',
      'line 236 140 246 140 waiting',
      'line 335 140 620 140 waiting',
      'box 620 128 408 24 ready 0.1 3 ready ready',
      'box 1028 128 4 24 running 1 1.3',
      'mark done 1043.5 140 done',
    ]);
    const label = calls.indexOf("text 'sleep 1.0 s' 252 140 label dim");
    deepStrictEqual(calls.slice(label - 1, label + 3), [
      'box 248 132 85 16 background',
      "text 'sleep 1.0 s' 252 140 label dim",
      'box 624 132 232 16 background 2',
      "text 'ready: the loop is held by func2' 628 140 label foreground",
    ]);
  });

  it('draws a strip in a blocking bar, so that it is told from a running one without colour', () => {
    const calls = painted(modelOf(blockedSleepTrace()));
    ok(calls.includes('box 237 172 785 24 blocking 1 3'));
    ok(calls.includes('box 237 192 785 4 #000000 0.5 2'));
  });

  it('draws the ends of tasks and requests to cancel', () => {
    const marks = painted(modelOf(endingsTrace())).filter((call) => call.startsWith('mark'));
    deepStrictEqual(
      marks.map((call) => call.split(' ')[1]),
      ['failed', 'done', 'failed', 'unfinished', 'cancelling', 'cancelled', 'dot'],
    );
  });

  it('draws the cursor with its time, and no tick under it', () => {
    const model = modelOf(blockedSleepTrace());
    const calls = painted(model, { cursor: cursorAt(model, 1.01) });
    ok(calls.some((call) => call.startsWith("text '1.010 s' 599.5 14 axis")));
    ok(!calls.some((call) => call.startsWith("text '1.00 s'") || call.startsWith("text '1.0 s'")));
  });

  it('marks the selected lane and interval', () => {
    const selection = { lane: 2, index: 3 };
    const calls = painted(modelOf(blockedSleepTrace()), { selection });
    ok(calls.includes('box 0 118 1056 44 selection 0.4'));
    ok(calls.includes('box 617 125 414 30 focus 2 4'));
  });
});

describe('contrast', () => {
  it('is that of WCAG', () => {
    strictEqual(contrast('#000000', '#ffffff'), 21);
    strictEqual(textOn('#c72e2e'), '#ffffff');
    strictEqual(textOn('#cca700'), '#000000');
    strictEqual(readable('#bf8803', '#ffffff', 'fallback'), 'fallback');
    strictEqual(readable('#cca700', '#1f1f1f', 'fallback'), '#cca700');
  });
});
