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

/**
 * Emits what letters and signs mean on a part of the page that scrolls and has buttons of its own: those
 * keep all other keys.
 */
export function listenForLetters(element: HTMLElement, emit: IntentSink): void {
  element.addEventListener('keydown', (event) => {
    const intent = event.key.length === 1 && event.key !== ' ' ? intentOfKey(event) : undefined;
    if (!intent) return;
    event.preventDefault();
    event.stopPropagation();
    emit(intent);
  });
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
