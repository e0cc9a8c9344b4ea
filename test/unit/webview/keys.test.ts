import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { type Focused, intentBeside, intentOfKey } from '../../../src/webview/interaction/keyboard';
import { chordText, KEY_GROUPS } from '../../../src/webview/interaction/keys';

const CHORDS = KEY_GROUPS.flatMap(({ bindings }) => bindings).flatMap(({ chords }) => chords);

/** What a browser reports for a chord of the list. */
function press(chord: string) {
  const parts = chord === '+' ? ['+'] : chord.split('+');
  const key = parts.at(-1)!;
  const isHeld = (name: string) => parts.slice(0, -1).includes(name);
  const shiftKey = isHeld('Shift');
  return intentOfKey({
    ...{ shiftKey, ctrlKey: isHeld('Mod'), altKey: isHeld('Alt'), metaKey: false },
    key: shiftKey && key.length === 1 ? key.toUpperCase() : key,
  });
}

describe('list of keys', () => {
  it('is what the keyboard obeys, chord by chord', () => {
    for (const { bindings } of KEY_GROUPS) {
      for (const { chords, intent } of bindings) {
        for (const chord of chords) deepStrictEqual(press(chord), intent, chord);
      }
    }
  });

  it('says of whom a step is, and all that Escape takes away', () => {
    const texts = new Map(
      KEY_GROUPS.flatMap(({ bindings }) => bindings).map(({ chords, text }) => [chords[0], text]),
    );
    deepStrictEqual(
      ['Shift+n', 'Shift+l', 'Shift+f', '+', 'Escape'].map((chord) => texts.get(chord)),
      [
        'Previous step of the selected task; of any, if none is selected',
        'Previous iteration of the loop',
        'Previous finding',
        'Zoom in at the cursor; in the middle, if there is none',
        'Show all lanes after a search; else select nothing, remove the mark, and go to the end of the run',
      ],
    );
  });

  it('gives each chord one meaning', () => {
    strictEqual(new Set(CHORDS).size, CHORDS.length);
  });

  it('knows a letter whatever Caps Lock says, and Command as Ctrl', () => {
    const held = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    strictEqual(intentOfKey({ ...held, key: 'Z' })?.type, 'zoom-selection');
    strictEqual(intentOfKey({ ...held, key: 'z', metaKey: true })?.type, 'undo-zoom');
  });

  it('knows signs whether or not the keyboard needs Shift for them', () => {
    const held = { ctrlKey: false, altKey: false, metaKey: false };
    for (const shiftKey of [true, false]) {
      strictEqual(intentOfKey({ ...held, shiftKey, key: '?' })?.type, 'help');
      strictEqual(intentOfKey({ ...held, shiftKey, key: '+' })?.type, 'zoom');
    }
  });

  it('leaves to buttons and fields what they need', () => {
    const held = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    const beside = (focused: Focused) =>
      ['.', '?', ' ', 'Enter', 'ArrowDown'].map(
        (key) => intentBeside({ ...held, key }, focused)?.type,
      );
    deepStrictEqual(beside('nothing'), ['travel', 'help', 'play', 'reveal', 'select-lane']);
    deepStrictEqual(beside('control'), ['travel', 'help', undefined, undefined, undefined]);
    deepStrictEqual(beside('field'), Array(5).fill(undefined));
  });

  it('is printed as keys are', () => {
    deepStrictEqual(
      ['Mod+Shift+z', '+', '-', 'Alt+ArrowLeft', 'PageUp', 'Escape'].map((chord) => [
        chordText(chord, false),
        chordText(chord, true),
      ]),
      [
        ['Ctrl+Shift+Z', '⌘+⇧+Z'],
        ['+', '+'],
        ['−', '−'],
        ['Alt+←', '⌥+←'],
        ['Page Up', 'Page Up'],
        ['Escape', 'Escape'],
      ],
    );
  });
});
