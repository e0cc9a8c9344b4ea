import type { InspectorGroup } from './inspector-section';

type GroupId = InspectorGroup['id'];

/** How the groups stand side by side, by the number of columns that there is room for. */
const ARRANGEMENTS: readonly (readonly (readonly GroupId[])[])[] = [
  [['why', 'task', 'now', 'coming']],
  [
    ['now', 'coming'],
    ['why', 'task'],
  ],
  [['now'], ['coming'], ['why', 'task']],
  [['now'], ['coming'], ['task'], ['why']],
];

/**
 * The groups in columns, in the order in which they are read. Where there is little room the explanation
 * comes first in its column; a column that would be empty is left out.
 */
export function columnsOf(groups: readonly InspectorGroup[], columns: number): InspectorGroup[][] {
  const arrangement = ARRANGEMENTS[Math.min(columns, ARRANGEMENTS.length) - 1] ?? [];
  return arrangement
    .map((column) => column.flatMap((id) => groups.filter((group) => group.id === id)))
    .filter((column) => column.length > 0);
}
