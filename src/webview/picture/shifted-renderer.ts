import type { FontName } from '../layout/text-fit';
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

  clipped(x: number, y: number, width: number, height: number, body: () => void): void {
    this.target.clipped(x + this.dx, y + this.dy, width, height, body);
  }

  measure(text: string, font: FontName): number {
    return this.target.measure(text, font);
  }
}
