import type { Curve } from '../layout/curve';
import type { FontName } from '../layout/text-fit';
import type { HeadKind } from '../render/arrow-head';
import type { BoxStyle, LineStyle, MarkKind, Renderer } from '../render/renderer';

/** Draws everything further right and further down, as one part of a larger picture. */
export class ShiftedRenderer implements Renderer {
  constructor(
    private readonly target: Renderer,
    private readonly dx: number,
    private readonly dy: number,
  ) {}

  /** The ground of the part; the picture around it has begun already. */
  begin(width: number, height: number, background: string): void {
    this.box(0, 0, width, height, { fill: background });
  }

  box(x: number, y: number, width: number, height: number, style: BoxStyle): void {
    this.target.box(x + this.dx, y + this.dy, width, height, style);
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle): void {
    const { dx, dy } = this;
    this.target.line(x1 + dx, y1 + dy, x2 + dx, y2 + dy, style);
  }

  text(text: string, x: number, y: number, font: FontName, color: string): void {
    this.target.text(text, x + this.dx, y + this.dy, font, color);
  }

  mark(kind: MarkKind, x: number, y: number, radius: number, color: string): void {
    this.target.mark(kind, x + this.dx, y + this.dy, radius, color);
  }

  curve(curve: Curve, style: LineStyle): void {
    const { dx, dy } = this;
    const { x1, y1, cx1, cy1, cx2, cy2, x2, y2 } = curve;
    const start = { x1: x1 + dx, y1: y1 + dy, cx1: cx1 + dx, cy1: cy1 + dy };
    const end = { cx2: cx2 + dx, cy2: cy2 + dy, x2: x2 + dx, y2: y2 + dy };
    this.target.curve({ ...start, ...end }, style);
  }

  head(kind: HeadKind, x: number, y: number, angle: number, color: string): void {
    this.target.head(kind, x + this.dx, y + this.dy, angle, color);
  }

  clipped(x: number, y: number, width: number, height: number, body: () => void): void {
    this.target.clipped(x + this.dx, y + this.dy, width, height, body);
  }

  measure(text: string, font: FontName): number {
    return this.target.measure(text, font);
  }
}
