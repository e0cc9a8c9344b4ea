import type { Inspection, InspectorRow } from '../../src/webview/model/inspector-section';

/** An inspection as lines of text: titles, then rows with their style where it is not plain. */
export function inspectionText({ place, groups }: Inspection): string[] {
  return [
    place,
    ...groups.flatMap(({ sections }) =>
      sections.flatMap(({ title, rows, total, empty }) => {
        const left = total - rows.length;
        return [
          `# ${title}`,
          ...(rows.length > 0 ? rows.map(rowText) : [`(${empty})`]),
          ...(left > 0 ? [`and ${left} more`] : []),
        ];
      }),
    ),
  ];
}

function rowText({ text, note, style }: InspectorRow): string {
  const behind = note ? ` | ${note.text}` : '';
  return `${text.text}${behind}${style === 'plain' ? '' : ` [${style}]`}`;
}
