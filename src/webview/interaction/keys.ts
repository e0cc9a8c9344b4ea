import type { Intent } from './intent';
import { TRAVEL_KEYS } from './travel-keys';

/** Keys that mean the same, and what they do. */
export interface KeyBinding {
  /**
   * Names as in `KeyboardEvent.key`, letters in lower case, with `Mod+` (Ctrl, on a Mac Command), `Alt+`
   * and `Shift+` in this order before them. Shift is named only with letters and keys that have a name.
   */
  readonly chords: readonly string[];
  readonly intent: Intent;
  /** What it does, for the sheet of keys. */
  readonly text: string;
}

export interface KeyGroup {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
}

const ZOOM_STEP = 1.4;
const PAN_PX = 80;

/** All keys of the timeline: the keyboard obeys this list, and the sheet of keys shows it. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: 'Zoom and move',
    bindings: [
      {
        chords: ['+', '='],
        intent: zoom(ZOOM_STEP),
        text: 'Zoom in at the cursor; in the middle, if there is none',
      },
      { chords: ['-', '_'], intent: zoom(1 / ZOOM_STEP), text: 'Zoom out' },
      { chords: ['0'], intent: { type: 'fit' }, text: 'Show the whole run' },
      {
        chords: ['o'],
        intent: { type: 'set-scale' },
        text: 'Show the order of events instead of time, and back',
      },
      {
        chords: ['a'],
        intent: { type: 'toggle-arrows' },
        text: 'Arrows: who created, woke and cancelled whom',
      },
      { chords: ['z'], intent: { type: 'zoom-selection' }, text: 'Zoom to what is selected' },
      {
        chords: ['Alt+ArrowLeft', 'Mod+z'],
        intent: { type: 'undo-zoom' },
        text: 'Back to the previous view',
      },
      {
        chords: ['Alt+ArrowRight', 'Mod+Shift+z', 'Mod+y'],
        intent: { type: 'redo-zoom' },
        text: 'Forward to the view that you came back from',
      },
      {
        chords: ['Shift+ArrowLeft'],
        intent: { type: 'pan', dx: PAN_PX },
        text: 'Move to earlier times',
      },
      {
        chords: ['Shift+ArrowRight'],
        intent: { type: 'pan', dx: -PAN_PX },
        text: 'Move to later times',
      },
      { chords: ['Home'], intent: { type: 'start' }, text: 'Go to the beginning of the run' },
      {
        chords: ['End'],
        intent: { type: 'end' },
        text: 'Go to the end of the run, and follow it while it goes on',
      },
      { chords: ['PageUp'], intent: { type: 'page', step: -1 }, text: 'Scroll the lanes up' },
      { chords: ['PageDown'], intent: { type: 'page', step: 1 }, text: 'Scroll the lanes down' },
    ],
  },
  TRAVEL_KEYS,
  {
    title: 'Select',
    bindings: [
      { chords: ['ArrowUp'], intent: { type: 'select-lane', step: -1 }, text: 'Lane above' },
      { chords: ['ArrowDown'], intent: { type: 'select-lane', step: 1 }, text: 'Lane below' },
      {
        chords: ['ArrowRight'],
        intent: { type: 'select-span', step: 1 },
        text: 'Expand the lane, or go to its next interval',
      },
      {
        chords: ['ArrowLeft'],
        intent: { type: 'select-span', step: -1 },
        text: 'Previous interval; from the first, the lane; then collapse it, or go to its creator',
      },
      { chords: ['Enter'], intent: { type: 'reveal' }, text: 'Show the line in the editor' },
      {
        chords: ['m'],
        intent: { type: 'mark-selection' },
        text: 'Mark the time of the selection; again elsewhere, mark up to there',
      },
      {
        chords: ['Escape'],
        intent: { type: 'clear' },
        text: 'Show all lanes after a search; else select nothing, remove the mark, and go to the end of the run',
      },
    ],
  },
  {
    title: 'Lanes',
    bindings: [
      { chords: ['/', 'Mod+f'], intent: { type: 'find' }, text: 'Find tasks, and show only those' },
      {
        chords: ['c'],
        intent: { type: 'toggle-lane' },
        text: 'Collapse or expand the selected lane',
      },
      { chords: ['Shift+c'], intent: { type: 'collapse-all' }, text: 'Collapse all lanes' },
      { chords: ['Shift+e'], intent: { type: 'expand-all' }, text: 'Expand all lanes' },
    ],
  },
  {
    title: 'Page',
    bindings: [
      { chords: ['i'], intent: { type: 'toggle-inspector' }, text: 'Show or hide the inspector' },
      {
        chords: ['t'],
        intent: { type: 'toggle-table' },
        text: 'Show the tasks as a table, or as lanes again',
      },
      {
        chords: ['p'],
        intent: { type: 'toggle-primitives' },
        text: 'Show or hide the lanes of locks, queues and the like',
      },
    ],
  },
  {
    title: 'Help',
    bindings: [{ chords: ['?'], intent: { type: 'help' }, text: 'Show this sheet' }],
  },
];

/** What the pointer does, for the sheet of keys. */
export const POINTER_HINTS: readonly { readonly gesture: string; readonly text: string }[] = [
  { gesture: 'Wheel, pinch', text: 'Zoom at the pointer' },
  { gesture: 'Shift+wheel', text: 'Move to earlier or later times' },
  { gesture: 'Alt+wheel, wheel over names', text: 'Scroll the lanes' },
  { gesture: 'Drag', text: 'Move the picture' },
  { gesture: 'Drag on the axis, Shift+drag', text: 'Mark a stretch of time' },
  { gesture: 'Drag the cursor’s time', text: 'Move the cursor' },
  { gesture: 'Click', text: 'Select, move the cursor there, and show the line' },
  { gesture: 'Double-click', text: 'Zoom to the interval' },
  { gesture: 'Click on an arrow', text: 'Go to its other end' },
  { gesture: 'Click beside a name', text: 'Collapse or expand the lane' },
];

function zoom(factor: number): Intent {
  return { type: 'zoom', factor, x: undefined };
}

const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  ' ': 'Space',
  '-': '−',
};

/** A chord as it is printed on keys: `Ctrl+Shift+Z`. */
export function chordText(chord: string, isMac: boolean): string {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const modifiers: Readonly<Record<string, string>> = isMac
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Mod: 'Ctrl' };
  return parts
    .map(
      (part) => modifiers[part] ?? SYMBOLS[part] ?? (part.length === 1 ? part.toUpperCase() : part),
    )
    .join('+');
}
