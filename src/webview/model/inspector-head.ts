import type { Inspection } from './inspector-section';

/**
 * What stands beside the heading of the inspector: the moment, and if the inspector is closed also how *Why*
 * begins, which nobody could read otherwise. Without a cursor that stands alone, because the summary of the
 * run tells its end.
 */
export function inspectorHead(inspection: Inspection, isOpen: boolean, isEnd: boolean): string {
  const { place } = inspection;
  const why = isOpen ? undefined : beginningOfWhy(inspection);
  if (why === undefined) return place;
  return isEnd ? why : `${place} · ${why}`;
}

/** What is explained, and the first sentence of the explanation. */
function beginningOfWhy({ groups }: Inspection): string | undefined {
  const sections = groups.flatMap((group) => group.sections);
  const [headline, reason] = sections.find(({ id }) => id === 'why')?.rows ?? [];
  if (!headline) return undefined;
  const rows = reason?.style === 'plain' ? [headline, reason] : [headline];
  return rows.map(({ text }) => text.text.replaceAll('`', '')).join(' ');
}
