import type { FontName, Measure } from '../layout/text-fit';
import type { Fonts } from '../render/canvas-renderer';

/** One kind of text in a picture that is saved: fonts that every system has, or one that looks alike. */
export interface PictureFont {
  /** CSS pixels. */
  readonly size: number;
  readonly weight: 400 | 600;
  readonly family: string;
}

const SANS = 'Arial, Helvetica, sans-serif';
const MONO = 'Consolas, Menlo, monospace';

/** The size from which lanes and bars take their measures. */
export const PICTURE_FONT_SIZE = 13;

export const PICTURE_FONTS: Readonly<Record<FontName, PictureFont>> = {
  title: { size: 18, weight: 600, family: SANS },
  label: { size: 12, weight: 400, family: SANS },
  name: { size: 13, weight: 600, family: SANS },
  note: { size: 11, weight: 400, family: SANS },
  axis: { size: 11, weight: 400, family: SANS },
  code: { size: 11.5, weight: 400, family: MONO },
};

/** The same for a canvas. */
export function canvasFonts(): Fonts {
  const css = ({ size, weight, family }: PictureFont) => `${weight} ${size}px ${family}`;
  const { title, label, name, note, axis, code } = PICTURE_FONTS;
  return {
    title: css(title),
    label: css(label),
    name: css(name),
    note: css(note),
    axis: css(axis),
    code: css(code),
  };
}

/** Widths of Arial's letters in thousandths of its size, by how wide they are. */
const WIDTHS: readonly (readonly [width: number, letters: string])[] = [
  [222, "ijl'|"],
  [278, ' ftI.,:;/\\!·[]'],
  [333, 'r-()`"“”'],
  [500, 'cksvxyzJ'],
  [611, 'FTZ'],
  [667, 'ABEKPSVXY&'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'mM'],
  [944, 'W'],
  [889, '%'],
  [1000, '…@—→'],
];
const WIDTH_OF = new Map(
  WIDTHS.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)),
);
const USUAL_WIDTH = 556;
/** Of Chinese, Japanese and Korean, and of pictures. */
const FULL_WIDTH = 1000;
const WIDE =
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u;
/** Every letter of a font for code. */
const CODE_WIDTH = 600;
/** Other fonts are wider, and a label that is too short looks better than one that is too long. */
const RESERVE = 1.12;
/** How much wider bold letters are. */
const BOLD = 1.08;

/** The width of a text, near enough for a picture whose reader may have other fonts. */
export const measurePicture: Measure = (text, font) => {
  const { size, weight } = PICTURE_FONTS[font];
  let width = 0;
  for (const letter of text) {
    if (WIDE.test(letter)) width += FULL_WIDTH;
    else width += font === 'code' ? CODE_WIDTH : (WIDTH_OF.get(letter) ?? USUAL_WIDTH);
  }
  return ((width * size) / 1000) * RESERVE * (weight === 600 ? BOLD : 1);
};
