import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { laneOf, middleOf, spanOf, xAt } from '../../support/vscode/drawn';
import type { KeptView } from '../../support/vscode/driver';
import { copiedScenario, until } from '../../support/vscode/loopscope';
import { fitPage, fitWindow } from '../../support/vscode/page-size';
import { withFault } from '../../support/vscode/planted-fault';
import { inTheme, withColors } from '../../support/vscode/themes';
import { TimelineHands } from '../../support/vscode/timeline-hands';
import { useDriver } from '../../support/vscode/use-driver';
import { useExtension } from '../../support/vscode/use-extension';

/** CSS pixels. */
const PAGE = { width: 760, height: 720 };
const LANES = { selector: '.stage', height: 216 };
const INSPECTOR = { selector: '.inspector', height: 216 };

const KINDS = { dark: 'vs-dark', light: 'vs', contrast: 'hc-black' } as const;

interface Picture {
  readonly title: string;
  readonly theme: keyof typeof KINDS;
  readonly view: KeptView;
  /** What is done with mouse and keys before. */
  readonly lead: (hands: TimelineHands) => Promise<void>;
}

const PICTURES: readonly Picture[] = [
  {
    title: 'the task that came late, with what woke it',
    theme: 'dark',
    view: { name: 'late', ...LANES },
    lead: clickLate,
  },
  {
    title: 'a stretch that is marked',
    theme: 'light',
    view: { name: 'marked', ...LANES },
    lead: markStretch,
  },
  {
    title: 'all arrows on the scale of order',
    theme: 'dark',
    view: { name: 'order', ...LANES },
    lead: showOrder,
  },
  {
    title: 'the step that holds the loop, in high contrast',
    theme: 'contrast',
    view: { name: 'contrast', ...LANES },
    lead: selectBlocking,
  },
  {
    title: 'the inspector at the end of a step that held the loop',
    theme: 'light',
    view: { name: 'inspector', ...INSPECTOR },
    lead: selectBlocking,
  },
];

/** Styles that break the first view. */
const FAULTS: Readonly<Record<string, string>> = {
  'a colour of lanes is another': 'body { --ls-ready: var(--vscode-charts-purple) }',
  'the lanes are 4 px lower': '.canvas { transform: translateY(4px) }',
  'letters are smaller': 'body { font-size: 11px }',
  'nothing is drawn': '.canvas { visibility: hidden }',
};

describe('pictures of the timeline in the window', () => {
  const driver = useDriver();
  const api = useExtension();

  before(async function () {
    if (!(await driver().canCompare())) this.skip();
  });

  afterEach(() => fitWindow(driver()));

  for (const picture of PICTURES) {
    it(`show as kept: ${picture.title}`, () =>
      showing(picture, () => driver().assertLooksAsKept(picture.view)));
  }

  it('show otherwise with any of these faults', () => {
    const [picture] = PICTURES;
    return showing(picture!, async () => {
      const unnoticed: string[] = [];
      for (const [fault, style] of Object.entries(FAULTS)) {
        const { count, most } = await withFault(driver(), style, () =>
          driver().countUnlikeBlocks(picture!.view),
        );
        if (count <= most) unnoticed.push(fault);
      }
      assert.deepEqual(unnoticed, []);
    });
  });

  /** Runs `body` while the window shows what the picture is of, in a page of a known size. */
  async function showing(picture: Picture, body: () => Promise<void>): Promise<void> {
    const colors = await driver().colorsOf(picture.theme);
    await inTheme(KINDS[picture.theme], () =>
      withColors(colors, async () => {
        const uri = await copiedScenario('blocked_sleep.py');
        const hands = await TimelineHands.onRunOf(uri, api(), driver());
        await fitPage(driver(), PAGE);
        await until('the colours', () => hasColors(colors));
        await driver().steadyLetters();
        await hands.focus();
        await picture.lead(hands);
        // The pointer is where nothing hovers.
        await driver().hover('.part.statusbar');
        await driver().waitFor('.card', { where: 'webview', state: 'hidden' });
        await vscode.commands.executeCommand('notifications.clearAll');
        await body();
      }),
    );
  }

  /** Whether the page has them already. (Of colours that let others through it has another spelling.) */
  async function hasColors(colors: Readonly<Record<string, string>>): Promise<true | undefined> {
    const wanted = Object.entries(colors).filter(([, value]) => value.length === 7);
    const names = wanted.map(([name]) => `--vscode-${name.replace('.', '-')}`);
    const found = await driver().evaluate<string[]>(
      `${JSON.stringify(names)}.map((name) => document.documentElement.style.getPropertyValue(name))`,
      'webview',
    );
    return wanted.every(([, value], index) => found[index] === value) ? true : undefined;
  }
});

/** The task that came late is clicked: its arrows show what woke it. */
async function clickLate(hands: TimelineHands): Promise<void> {
  const before = await hands.shown();
  await hands.click(middleOf(spanOf(before, 'func1', 'ready')));
  await hands.shown((drawn) => spanOf(drawn, 'func1', 'ready').isSelected);
}

async function markStretch(hands: TimelineHands): Promise<void> {
  const whole = await hands.shown();
  const { y } = middleOf(whole.axis);
  await hands.drag({ x: xAt(whole, 0.5), y }, { x: xAt(whole, 1.5), y });
  await hands.shown(({ marked }) => marked !== undefined);
}

async function showOrder(hands: TimelineHands): Promise<void> {
  await hands.press('o', 'a');
  await hands.shown(({ scale, arrows }) => scale === 'order' && arrows.length > 0);
}

async function selectBlocking(hands: TimelineHands): Promise<void> {
  await hands.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
  await hands.shown((drawn) => laneOf(drawn, 'func2').isSelected);
}
