import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { drawn, makeScenario, start, until } from '../../support/vscode/loopscope';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

const WEBVIEW = { where: 'webview' } as const;
const FOLLOW = 'button[title="Follow the run as it goes on (End)"]';

const TICKING = `import asyncio


async def tick():
    while True:
        await asyncio.sleep(0.02)


asyncio.run(tick())
`;

describe('the timeline of a run in real time', () => {
  const driver = useDriver();
  const api = useExtension();

  before(() => setClock('system'));
  after(() => setClock(undefined));

  it('grows, follows the end until the user moves away, and stops with its button', async () => {
    const uri = await makeScenario('ticking.py', TICKING);
    await start(uri);
    const first = await drawn(api(), uri, ({ lanes }) => lanes.length === 2);
    const whole = await drawn(api(), uri, ({ to }) => to > first.to + 0.5);
    assert.ok(whole.from <= 0);

    await driver().click('canvas.canvas', { ...WEBVIEW, at: { x: 300, y: 12 } });
    await driver().press('Home');
    // The run goes on meanwhile, so it depends on the machine how often that must be pressed.
    const left = await until('a view of the beginning', async () => {
      await driver().press('+');
      const seen = await api().describeTimeline(uri.fsPath);
      return seen && seen.to < whole.to ? seen : undefined;
    });
    await driver().waitFor(FOLLOW, WEBVIEW);
    await driver().click(FOLLOW, WEBVIEW);
    await driver().waitFor(FOLLOW, { ...WEBVIEW, state: 'hidden' });
    const back = await drawn(api(), uri, ({ to }) => to > left.to);
    const later = await drawn(api(), uri, ({ to }) => to > back.to + 0.3);
    assert.ok(Math.abs(later.to - later.from - (back.to - back.from)) < 1e-6);

    await driver().click('button[aria-label="Stop the run"]', WEBVIEW);
    assert.equal((await api().finished(uri.fsPath)).outcome?.end, 'stopped');
    await drawn(api(), uri, () => true);
    await driver().waitFor('button[aria-label="Stop the run"]:disabled', WEBVIEW);
  });
});

function setClock(clock: string | undefined) {
  const configuration = vscode.workspace.getConfiguration('loopscope');
  return configuration.update('clock', clock, vscode.ConfigurationTarget.Workspace);
}
