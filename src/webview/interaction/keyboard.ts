import type { Intent, IntentSink } from './intent';
import { KEY_GROUPS } from './keys';

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const INTENTS: ReadonlyMap<string, Intent> = new Map(
  KEY_GROUPS.flatMap(({ bindings }) => bindings).flatMap(({ chords, intent }) =>
    chords.map((chord) => [chord, intent] as const),
  ),
);

/** What a key means on the timeline; undefined: nothing, and the browser or VS Code may have it. */
export function intentOfKey(key: Key): Intent | undefined {
  return INTENTS.get(chordOf(key));
}

/** The key with what is held down, as in the list of keys. */
function chordOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): string {
  const isLetter = /^\p{L}$/u.test(key);
  // Which signs need Shift depends on the keyboard.
  const shift = shiftKey && (isLetter || key.length > 1) ? 'Shift+' : '';
  const name = isLetter ? key.toLowerCase() : key;
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${shift}${name}`;
}

/** What has the focus, by the keys that it needs for itself. */
export type Focused = 'nothing' | 'control' | 'field';

/** What a key means beside the lanes: buttons keep Space, Enter and arrows, fields keep everything. */
export function intentBeside(key: Key, focused: Focused): Intent | undefined {
  if (focused === 'field') return undefined;
  const isSign = key.key.length === 1 && key.key !== ' ';
  return isSign || focused === 'nothing' ? intentOfKey(key) : undefined;
}

/** Emits what keys mean anywhere on the page, unless the part that has the focus has used them. */
export function listenOnPage(page: Document, emit: IntentSink): void {
  page.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    const intent = intentBeside(event, focusedBy(event.target));
    if (!intent) return;
    event.preventDefault();
    event.stopPropagation();
    emit(intent);
  });
}

/** Dialogs and menus are before the page, and keep all keys as fields do. */
function focusedBy(target: EventTarget | null): Focused {
  if (!(target instanceof Element) || target === target.ownerDocument.body) return 'nothing';
  return target.closest('input, select, dialog, [role="menu"]') ? 'field' : 'control';
}

/** Emits what keys on the element mean. */
export function listenToKeyboard(element: HTMLElement, emit: IntentSink): void {
  element.addEventListener('keydown', (event) => {
    const intent = intentOfKey(event);
    if (!intent) return;
    event.preventDefault();
    event.stopPropagation();
    emit(intent);
  });
}
