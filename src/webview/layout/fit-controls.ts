/** A control of a row of buttons; one of width 0 is not shown anyway. */
export interface RowControl {
  /** CSS pixels. */
  readonly width: number;
  /** Controls of one group stand close together. */
  readonly group: number;
  /** Those with the highest give way first; those of one rank belong together, and come and go as one. */
  readonly rank: number;
}

/** CSS pixels. */
export interface RowRoom {
  readonly width: number;
  /** Between two controls of a group. */
  readonly gap: number;
  readonly groupGap: number;
  /** Of the button behind which the others are. */
  readonly more: number;
}

/**
 * Tells of each control whether it has room in the row. As soon as one has not, the button for more takes
 * its room too.
 */
export function controlsThatFit(controls: readonly RowControl[], room: RowRoom): boolean[] {
  if (widthOf(controls, room) <= room.width) return controls.map(() => true);
  const kept = new Set<RowControl>();
  const least = room.more + room.groupGap;
  const ranks = new Set(controls.map(({ rank }) => rank));
  for (const rank of [...ranks].sort((one, other) => one - other)) {
    const together = controls.filter((control) => control.rank === rank);
    if (widthOf([...kept, ...together], room) + least > room.width) continue;
    for (const control of together) kept.add(control);
  }
  return controls.map((control) => kept.has(control));
}

function widthOf(controls: readonly RowControl[], { gap, groupGap }: RowRoom): number {
  const shown = controls.filter(({ width }) => width > 0);
  const groups = new Set(shown.map(({ group }) => group)).size;
  const widths = shown.reduce((sum, { width }) => sum + width, 0);
  return widths + (shown.length - groups) * gap + Math.max(0, groups - 1) * groupGap;
}
