import type { Position } from '../../trace/schema';

/** Where a part of a text leads. */
export type LinkTarget =
  | { readonly kind: 'task'; readonly task: number }
  | { readonly kind: 'position'; readonly position: Position }
  /** `time` is in seconds; `event`: just after it has happened, else after all that happened at that time. */
  | { readonly kind: 'moment'; readonly time: number; readonly event?: number };

/** A part of a text that leads somewhere; `from` and `to` count UTF-16 units. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly target: LinkTarget;
}

/** A text with links in it, in the order in which they stand. Code stands between backticks. */
export interface Passage {
  readonly text: string;
  readonly links: readonly Link[];
}

export const NOTHING: Passage = { text: '', links: [] };

/** A text that leads to `target` as a whole. */
export function linked(text: string, target: LinkTarget): Passage {
  return { text, links: [{ from: 0, to: text.length, target }] };
}

/** A template whose values may be passages: their links stay where their texts are. */
export function say(
  strings: TemplateStringsArray,
  ...parts: (string | number | Passage)[]
): Passage {
  const values = parts.map((part) => (typeof part === 'number' ? String(part) : part));
  return joined(strings.flatMap((text, index) => [text, values[index] ?? '']));
}

/** All parts, one after the other. */
export function joined(parts: readonly (string | Passage)[]): Passage {
  let text = '';
  const links: Link[] = [];
  for (const part of parts) {
    const passage = typeof part === 'string' ? { text: part, links: [] } : part;
    for (const { from, to, target } of passage.links) {
      links.push({ from: text.length + from, to: text.length + to, target });
    }
    text += passage.text;
  }
  return { text, links };
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly (string | Passage)[]): Passage {
  return joined(
    items.flatMap((item, index) => {
      if (index === 0) return [item];
      return [index === items.length - 1 ? ' and ' : ', ', item];
    }),
  );
}

/** `listed`, but of many items only the first `most`, and how many more there are. */
export function listedUpTo(most: number, items: readonly (string | Passage)[]): Passage {
  return listedOf(items.slice(0, most), items.length);
}

/** Some of `total` items, and how many more there are. */
export function listedOf(some: readonly (string | Passage)[], total: number): Passage {
  return listed(total > some.length ? [...some, `${total - some.length} more`] : some);
}

/** The passage with its first letter in upper case, as a sentence begins; names stay as they are. */
export function capitalised(passage: Passage): Passage {
  const isName = passage.links[0]?.from === 0 && passage.links[0].target.kind === 'task';
  if (isName || passage.text === '') return passage;
  return { ...passage, text: passage.text[0]!.toUpperCase() + passage.text.slice(1) };
}
