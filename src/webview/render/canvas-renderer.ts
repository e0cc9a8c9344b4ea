import type { Curve } from '../layout/curve';
import type { FontName } from '../layout/text-fit';
import { type HeadKind, headShape } from './arrow-head';
import { keyboardSign } from './keyboard-sign';
import type { BoxStyle, LineStyle, MarkKind, Renderer } from './renderer';

export type Fonts = Readonly<Record<FontName, string>>;

const HATCH_PX = 7;
const MAX_MEASURED = 5000;

/** Draws on a canvas, crisp at every pixel density. */
export class CanvasRenderer implements Renderer {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  readonly #hatches = new Map<string, CanvasPattern | null>();
  readonly #density: () => number;
  #fonts: Fonts;
  #ratio = 1;

  /** `density`: pixels of the canvas in a CSS pixel. Throws an `Error` if the browser has no 2D canvas. */
  constructor(
    canvas: HTMLCanvasElement,
    fonts: Fonts,
    density: () => number = () => window.devicePixelRatio || 1,
  ) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The timeline needs a 2D canvas, and this page has none.');
    this.#canvas = canvas;
    this.#context = context;
    this.#density = density;
    this.#fonts = fonts;
  }

  setFonts(fonts: Fonts): void {
    this.#fonts = fonts;
    this.#widths.clear();
  }

  begin(width: number, height: number, background: string): void {
    this.#fitCanvas(width, height);
    const context = this.#context;
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    context.textBaseline = 'middle';
    context.clearRect(0, 0, width, height);
    context.fillStyle = background;
    context.fillRect(0, 0, width, height);
  }

  box(x: number, y: number, width: number, height: number, style: BoxStyle): void {
    const context = this.#context;
    const left = this.#snap(x);
    const right = Math.max(left + 1 / this.#ratio, this.#snap(x + width));
    const inset = style.stroke ? (style.strokeWidth ?? 1) / 2 : 0;
    context.beginPath();
    context.roundRect(
      left + inset,
      y + inset,
      Math.max(0, right - left - 2 * inset),
      Math.max(0, height - 2 * inset),
      Math.min(style.radius ?? 0, (right - left) / 2),
    );
    if (style.fill) this.#fill(style.fill, style.alpha ?? 1);
    if (style.hatch) this.#fill(this.#hatch(style.hatch) ?? style.hatch, 1);
    if (!style.stroke) return;
    context.strokeStyle = style.stroke;
    context.lineWidth = style.strokeWidth ?? 1;
    context.stroke();
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle): void {
    const context = this.#context;
    // A line of an odd number of device pixels is crisp between two of them.
    const width = Math.max(1, Math.round(style.width * this.#ratio)) / this.#ratio;
    const half = width / 2;
    context.beginPath();
    context.setLineDash(style.dash ? [...style.dash] : []);
    context.moveTo(x1 === x2 ? this.#snap(x1 - half) + half : x1, this.#snap(y1 - half) + half);
    context.lineTo(x1 === x2 ? this.#snap(x2 - half) + half : x2, this.#snap(y2 - half) + half);
    context.strokeStyle = style.color;
    context.lineWidth = width;
    context.stroke();
    context.setLineDash([]);
  }

  text(text: string, x: number, y: number, font: FontName, color: string): void {
    const context = this.#context;
    context.font = this.#fonts[font];
    context.fillStyle = color;
    context.fillText(text, this.#snap(x), this.#snap(y) + 0.5);
  }

  mark(kind: MarkKind, x: number, y: number, radius: number, color: string): void {
    const context = this.#context;
    context.beginPath();
    context.lineWidth = 2;
    context.strokeStyle = color;
    context.fillStyle = color;
    const part = radius * 0.7;
    if (kind === 'failed') {
      const arm = radius * 0.85;
      strokePath(context, [x - arm, y - arm, x + arm, y + arm]);
      strokePath(context, [x - arm, y + arm, x + arm, y - arm]);
    } else if (kind === 'cancelling') {
      context.moveTo(x - part, y - part);
      context.lineTo(x + part, y - part);
      context.lineTo(x, y + part);
      context.fill();
    } else if (kind === 'limit' || kind === 'over') {
      hourglass(context, x, y, part);
      if (kind === 'over') context.fill();
      context.lineWidth = 1.3;
    } else if (kind === 'asks') {
      context.lineWidth = 1.2;
      tracePath(context, keyboardSign(x, y, radius));
    } else if (kind === 'unfinished' || kind === 'kept') {
      // An ellipsis: it would have gone on.
      for (const dot of [-1, 0, 1]) context.rect(x + dot * radius - 0.2, y, 0.4, 0.4);
    } else {
      context.arc(x, y, kind === 'cancelled' ? radius - 1 : radius, 0, 2 * Math.PI);
      if (kind !== 'cancelled') context.fill();
      else strokePath(context, [x - part * 0.8, y + part * 0.8, x + part * 0.8, y - part * 0.8]);
    }
    context.stroke();
  }

  curve({ x1, y1, cx1, cy1, cx2, cy2, x2, y2 }: Curve, style: LineStyle): void {
    const context = this.#context;
    context.beginPath();
    context.setLineDash(style.dash ? [...style.dash] : []);
    context.moveTo(x1, y1);
    context.bezierCurveTo(cx1, cy1, cx2, cy2, x2, y2);
    context.strokeStyle = style.color;
    context.lineWidth = style.width;
    context.stroke();
    context.setLineDash([]);
  }

  head(kind: HeadKind, x: number, y: number, angle: number, color: string): void {
    const context = this.#context;
    const { lines, isFilled } = headShape(kind, x, y, angle);
    context.beginPath();
    tracePath(context, lines);
    context.fillStyle = color;
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    if (isFilled) context.fill();
    else context.stroke();
  }

  clipped(x: number, y: number, width: number, height: number, body: () => void): void {
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(x, y, Math.max(0, width), Math.max(0, height));
    context.clip();
    body();
    context.restore();
  }

  measure(text: string, font: FontName): number {
    const key = `${font} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    if (this.#widths.size > MAX_MEASURED) this.#widths.clear();
    this.#context.font = this.#fonts[font];
    const width = this.#context.measureText(text).width;
    this.#widths.set(key, width);
    return width;
  }

  #fitCanvas(width: number, height: number): void {
    const ratio = this.#density();
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.#canvas.width !== columns) this.#canvas.width = columns;
    if (this.#canvas.height !== rows) this.#canvas.height = rows;
    if (ratio !== this.#ratio) this.#hatches.clear();
    this.#ratio = ratio;
  }

  #snap(px: number): number {
    return Math.round(px * this.#ratio) / this.#ratio;
  }

  #fill(style: string | CanvasPattern, alpha: number): void {
    this.#context.globalAlpha = alpha;
    this.#context.fillStyle = style;
    this.#context.fill();
    this.#context.globalAlpha = 1;
  }

  #hatch(color: string): CanvasPattern | null {
    const known = this.#hatches.get(color);
    if (known !== undefined) return known;
    const pattern = createHatch(this.#context, color, this.#ratio);
    this.#hatches.set(color, pattern);
    return pattern;
  }
}

/** Two triangles that meet: time runs out. */
function hourglass(context: CanvasRenderingContext2D, x: number, y: number, part: number): void {
  context.moveTo(x - part, y - part);
  context.lineTo(x + part, y - part);
  context.lineTo(x - part, y + part);
  context.lineTo(x + part, y + part);
  context.closePath();
}

function strokePath(context: CanvasRenderingContext2D, path: [number, number, number, number]) {
  context.moveTo(path[0], path[1]);
  context.lineTo(path[2], path[3]);
}

function tracePath(
  context: CanvasRenderingContext2D,
  lines: readonly (readonly (readonly [number, number])[])[],
): void {
  for (const line of lines) {
    line.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    });
  }
}

/** A seamless tile of one diagonal stripe. */
function createHatch(
  context: CanvasRenderingContext2D,
  color: string,
  ratio: number,
): CanvasPattern | null {
  const size = Math.round(HATCH_PX * ratio * Math.SQRT2);
  const tile = context.canvas.ownerDocument.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const ink = tile.getContext('2d');
  if (!ink) return null;
  ink.strokeStyle = color;
  ink.lineWidth = 2 * ratio;
  ink.beginPath();
  for (const shift of [-size, 0, size]) strokePath(ink, [shift, size, shift + size, 0]);
  ink.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}
