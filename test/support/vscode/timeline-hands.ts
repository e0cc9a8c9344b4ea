import * as vscode from 'vscode';
import type { TestingApi } from '../../../src/extension/testing';
import type { TimelineDescription } from '../../../src/protocol/timeline';
import type { ClickOptions, Driver, Point } from './driver';
import { blockedSleepScenario, drawn, runWithoutPanel, until } from './loopscope';

const HAS_KEYS = `document.hasFocus() && document.activeElement?.className === 'canvas'`;

/** A user's hands on the timeline of one run; places are CSS pixels from the top left of its page. */
export class TimelineHands {
  private constructor(
    private readonly api: TestingApi,
    private readonly driver: Driver,
    readonly uri: vscode.Uri,
  ) {}

  /** Runs the blocked sleep, with room for the inspector below its four lanes. */
  static async onBlockedSleep(api: TestingApi, driver: Driver): Promise<TimelineHands> {
    return TimelineHands.onRunOf(await blockedSleepScenario(), api, driver);
  }

  /** Runs a scenario with a loop and three tasks. */
  static async onRunOf(uri: vscode.Uri, api: TestingApi, driver: Driver): Promise<TimelineHands> {
    await vscode.window.showTextDocument(uri);
    await runWithoutPanel(api, driver, uri);
    const hands = new TimelineHands(api, driver, uri);
    await hands.shown(({ lanes, inspector }) => lanes.length === 4 && inspector !== undefined);
    return hands;
  }

  /** What the page drew, once that is what `isShown` wants to see. */
  shown(isShown: (description: TimelineDescription) => boolean = () => true) {
    return drawn(this.api, this.uri, isShown);
  }

  click(at: Point, options: ClickOptions = {}): Promise<void> {
    return this.driver.click('body', { ...options, where: 'webview', at });
  }

  hover(at: Point): Promise<void> {
    return this.driver.hover('body', { where: 'webview', at });
  }

  /** @param dy CSS pixels, down is positive */
  wheel(at: Point, dy: number): Promise<void> {
    return this.driver.wheel('body', { dy }, { where: 'webview', at });
  }

  drag(from: Point, to: Point): Promise<void> {
    return this.driver.drag('body', from, to, { where: 'webview' });
  }

  /** Gives the keys to the lanes, by a click that does nothing else; VS Code may take them back once. */
  async focus(): Promise<void> {
    await until('the keys', async () => {
      const { axis } = await this.shown();
      await this.click({ x: 30, y: axis.y + 8 });
      return (await this.driver.evaluate<boolean>(HAS_KEYS, 'webview')) ? true : undefined;
    });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.driver.press(key);
  }

  /** The text of the line on which the editor has the cursor, once it is the wanted one. */
  async lineShown(text: RegExp): Promise<string> {
    return until(`the line ${text.source} in the editor`, () => {
      const editor = vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.toString() === this.uri.toString(),
      );
      const line = editor?.document.lineAt(editor.selection.active.line).text;
      return line !== undefined && text.test(line) ? line : undefined;
    });
  }
}
