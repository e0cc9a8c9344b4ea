import type { Intent, IntentSink } from './intent';

const ZOOM_STEP = 1.4;
const PAN_PX = 80;

const KEYS: Readonly<Record<string, Intent>> = {
  '+': { type: 'zoom', factor: ZOOM_STEP, x: undefined },
  '=': { type: 'zoom', factor: ZOOM_STEP, x: undefined },
  '-': { type: 'zoom', factor: 1 / ZOOM_STEP, x: undefined },
  _: { type: 'zoom', factor: 1 / ZOOM_STEP, x: undefined },
  '0': { type: 'fit' },
  ArrowUp: { type: 'select-lane', step: -1 },
  ArrowDown: { type: 'select-lane', step: 1 },
  ArrowLeft: { type: 'select-span', step: -1 },
  ArrowRight: { type: 'select-span', step: 1 },
  'Shift+ArrowLeft': { type: 'pan', dx: PAN_PX },
  'Shift+ArrowRight': { type: 'pan', dx: -PAN_PX },
  Home: { type: 'start' },
  End: { type: 'end' },
  PageUp: { type: 'page', step: -1 },
  PageDown: { type: 'page', step: 1 },
  Enter: { type: 'reveal' },
  Escape: { type: 'clear' },
};

/** What a key means on the timeline; undefined: nothing, and the browser or VS Code may have it. */
export function intentOfKey(key: {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): Intent | undefined {
  if (key.ctrlKey || key.metaKey || key.altKey) return undefined;
  const name = key.shiftKey && key.key.startsWith('Arrow') ? `Shift+${key.key}` : key.key;
  return Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
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
