import { deepStrictEqual } from 'node:assert/strict';
import { controlsThatFit } from '../../../src/webview/layout/fit-controls';

/** Two groups: 20 + 2 + 30, and 40 + 2 + a control that is not shown. */
const CONTROLS = [
  { width: 20, group: 0, rank: 0 },
  { width: 30, group: 0, rank: 2 },
  { width: 40, group: 1, rank: 1 },
  { width: 0, group: 1, rank: 3 },
];

/** The widths of those that stay in a row. */
function kept(width: number): string {
  const fits = controlsThatFit(CONTROLS, { width, gap: 2, groupGap: 12, more: 26 });
  return CONTROLS.flatMap((control, index) => (fits[index] ? [control.width] : [])).join(' ');
}

describe('controls of a row', () => {
  it('give way by rank, to a button for more, and smaller ones fill what is left', () => {
    deepStrictEqual(
      [104, 103, 90, 89, 57, 37].map((width) => [width, kept(width)]),
      [
        // 20 + 2 + 30 + 12 + 40 = 104.
        [104, '20 30 40 0'],
        // The button takes 26 + 12: 20 + 40 would need 110, 20 + 30 needs 90, and 20 needs 58.
        [103, '20 30 0'],
        [90, '20 30 0'],
        [89, '20 0'],
        [57, '0'],
        [37, ''],
      ],
    );
  });

  it('come and go together if they have one rank', () => {
    const controls = [0, 1, 1, 2].map((rank) => ({ width: 20, group: 0, rank }));
    const fits = [80, 79, 60, 59].map((width) =>
      controlsThatFit(controls, { width, gap: 0, groupGap: 0, more: 20 }).map(Number).join(''),
    );
    // All need 80. With the button, which takes 20, the first and the pair need 80, and the first and the last 60.
    deepStrictEqual(fits, ['1111', '1001', '1001', '1000']);
  });
});
