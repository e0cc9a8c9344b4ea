import type { Curve } from '../layout/curve';
import type { SceneMarkKind } from '../layout/scene';
import type { FontName } from '../layout/text-fit';
import type { HeadKind } from './arrow-head';

/** How a rectangle looks; what is left out is not drawn. */
export interface BoxStyle {
  readonly fill?: string;
  /** 0 to 1, of the fill. */
  readonly alpha?: number;
  readonly stroke?: string;
  /** CSS pixels; 1 if left out. */
  readonly strokeWidth?: number;
  /** CSS pixels. */
  readonly radius?: number;
  /** Diagonal stripes in this colour, over the fill. */
  readonly hatch?: string;
}

export interface LineStyle {
  readonly color: string;
  /** CSS pixels. */
  readonly width: number;
  readonly dash?: readonly number[];
}

export type MarkKind = SceneMarkKind | 'dot';

/** Draws primitives; all places are CSS pixels from the top left. */
export interface Renderer {
  begin(width: number, height: number, background: string): void;
  box(x: number, y: number, width: number, height: number, style: BoxStyle): void;
  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle): void;
  /** `x` is the left end, `y` the middle of the line. */
  text(text: string, x: number, y: number, font: FontName, color: string): void;
  /** `x` and `y` are the middle. */
  mark(kind: MarkKind, x: number, y: number, radius: number, color: string): void;
  curve(curve: Curve, style: LineStyle): void;
  /** The head of an arrow with its tip at a place; `angle` in radians, 0 points right. */
  head(kind: HeadKind, x: number, y: number, angle: number, color: string): void;
  /** Draws `body` inside a rectangle only. */
  clipped(x: number, y: number, width: number, height: number, body: () => void): void;
  /** CSS pixels. */
  measure(text: string, font: FontName): number;
}
