import { firstIndex } from '../../base/search';
/** The kinds of text on the canvas. */
export type FontName = 'title' | 'label' | 'name' | 'note' | 'axis' | 'code';

/** The width of a text in CSS pixels. */
export type Measure = (text: string, font: FontName) => number;

/** Longer texts are cut before they are measured: no screen shows more. */
const MAX_CHARACTERS = 400;

/** The longest beginning of `text` that fits in `width` with an ellipsis; empty if not even one letter does. */
export function elide(text: string, width: number, font: FontName, measure: Measure): string {
  const whole = text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
  if (measure(whole, font) <= width) return whole;
  const length = firstIndex(
    whole.length - 1,
    (index) => measure(shortened(whole, index + 1), font) > width,
  );
  return length === 0 ? '' : shortened(whole, length);
}

/** As `elide`, but a number at the end of a name, which tells it from its like, stays: `work…-148`. */
export function elideName(name: string, width: number, font: FontName, measure: Measure): string {
  const number = /\P{L}?\d+$/u.exec(name)?.[0] ?? '';
  if (number === '' || number === name || measure(name, font) <= width) {
    return elide(name, width, font, measure);
  }
  const word = name.slice(0, -number.length);
  const length = firstIndex(
    word.length,
    (index) => measure(`${shortened(word, index + 1)}${number}`, font) > width,
  );
  return length === 0 ? elide(name, width, font, measure) : `${shortened(word, length)}${number}`;
}

/** The first of `texts` that fits, else the first one shortened; empty if `width` is under `least`. */
export function fitFirst(
  texts: readonly string[],
  width: number,
  least: number,
  font: FontName,
  measure: Measure,
): string {
  const fitting = texts.find((text) => measure(text, font) <= width);
  if (fitting !== undefined) return fitting;
  return width < least ? '' : elide(texts[0] ?? '', width, font, measure);
}

function shortened(text: string, length: number): string {
  return `${text.slice(0, length).trimEnd()}…`;
}
