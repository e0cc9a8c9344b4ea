import type { Curve } from '../layout/curve';
import type { FontName } from '../layout/text-fit';
import { type HeadKind, headShape } from '../render/arrow-head';
import type { BoxStyle, LineStyle, MarkKind, Renderer } from '../render/renderer';
import { measurePicture, PICTURE_FONTS } from './picture-fonts';
import { attributes, colorAttributes, escapeXml, markPath, round } from './svg-parts';

/** Pixels between the stripes of a hatch. */
const HATCH_PX = 7;
/** From the middle of a line of text down to its baseline, as a share of the size. */
const BASELINE = 0.35;

/**
 * Writes an SVG document, the same on every machine.
 *
 * Texts stay texts, and all styles are attributes: programs for slides know little CSS.
 */
export class SvgRenderer implements Renderer {
  readonly #body: string[] = [];
  readonly #definitions = new Map<string, { readonly id: string; readonly text: string }>();
  #size = { width: 0, height: 0 };

  begin(width: number, height: number, background: string): void {
    this.#size = { width, height };
    this.#body.length = 0;
    this.#definitions.clear();
    this.box(0, 0, width, height, { fill: background });
  }

  /** The document. `title` and `description` are what a screen reader says of it. */
  document(title: string, description: string): string {
    const { width, height } = this.#size;
    const [w, h] = [round(width), round(height)];
    const names = 'xmlns="http://www.w3.org/2000/svg" role="img"';
    const definitions = [...this.#definitions.values()].map(({ text }) => text).join('\n');
    return `<svg ${names} width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">
<title>${escapeXml(title)}</title>
<desc>${escapeXml(description)}</desc>
<defs>
${definitions}
</defs>
${this.#body.join('\n')}
</svg>
`;
  }

  box(x: number, y: number, width: number, height: number, style: BoxStyle): void {
    const inset = style.stroke ? (style.strokeWidth ?? 1) / 2 : 0;
    const place = attributes({
      x: x + inset,
      y: y + inset,
      width: Math.max(0, width - 2 * inset),
      height: Math.max(0, height - 2 * inset),
      rx: Math.min(style.radius ?? 0, width / 2),
    });
    const fill = style.fill ? colorAttributes('fill', style.fill, style.alpha) : 'fill="none"';
    const stroke = style.stroke ? ` ${this.#stroke(style.stroke, style.strokeWidth ?? 1)}` : '';
    if (style.fill || stroke) this.#body.push(`<rect ${place} ${fill}${stroke}/>`);
    if (style.hatch) this.#body.push(`<rect ${place} fill="url(#${this.#hatch(style.hatch)})"/>`);
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle): void {
    const stroke = this.#stroke(style.color, style.width);
    this.#body.push(`<line ${attributes({ x1, y1, x2, y2 })} ${stroke}${dashOf(style)}/>`);
  }

  text(text: string, x: number, y: number, font: FontName, color: string): void {
    const { size, weight, family } = PICTURE_FONTS[font];
    const place = attributes({ x, y: y + size * BASELINE, 'font-size': size });
    const style = `font-family="${family}" font-weight="${weight}" ${colorAttributes('fill', color)}`;
    this.#body.push(`<text ${place} ${style} xml:space="preserve">${escapeXml(text)}</text>`);
  }

  mark(kind: MarkKind, x: number, y: number, radius: number, color: string): void {
    const { path, isFilled } = markPath(kind, x, y, radius);
    const fill = isFilled ? colorAttributes('fill', color) : 'fill="none"';
    const stroke = isFilled ? '' : ` ${this.#stroke(color, 2)} stroke-linecap="round"`;
    this.#body.push(`<path d="${path}" ${fill}${stroke}/>`);
  }

  curve({ x1, y1, cx1, cy1, cx2, cy2, x2, y2 }: Curve, style: LineStyle): void {
    const points = (...px: readonly number[]) => px.map(round).join(' ');
    const path = `M${points(x1, y1)}C${points(cx1, cy1, cx2, cy2, x2, y2)}`;
    const stroke = this.#stroke(style.color, style.width);
    this.#body.push(`<path d="${path}" fill="none" ${stroke}${dashOf(style)}/>`);
  }

  head(kind: HeadKind, x: number, y: number, angle: number, color: string): void {
    const { lines, isFilled } = headShape(kind, x, y, angle);
    const path = lines.map(
      (line) => `M${line.map((point) => point.map(round).join(' ')).join('L')}`,
    );
    const paint = isFilled
      ? colorAttributes('fill', color)
      : `fill="none" ${this.#stroke(color, 1.5)}`;
    this.#body.push(`<path d="${path.join('')}" ${paint}/>`);
  }

  clipped(x: number, y: number, width: number, height: number, body: () => void): void {
    const size = { x, y, width: Math.max(0, width), height: Math.max(0, height) };
    const id = this.#define('clip', (name) => {
      return `<clipPath id="${name}"><rect ${attributes(size)}/></clipPath>`;
    });
    const start = this.#body.length;
    body();
    if (this.#body.length === start) return;
    this.#body.splice(start, 0, `<g clip-path="url(#${id})">`);
    this.#body.push('</g>');
  }

  measure(text: string, font: FontName): number {
    return measurePicture(text, font);
  }

  #stroke(color: string, width: number): string {
    return `${colorAttributes('stroke', color)} stroke-width="${round(width)}"`;
  }

  #hatch(color: string): string {
    const size = attributes({ width: HATCH_PX, height: HATCH_PX });
    return this.#define('hatch', (name) => {
      const turned = 'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"';
      const line = `<line x1="0" y1="0" x2="0" y2="${HATCH_PX}" ${this.#stroke(color, 4)}/>`;
      return `<pattern id="${name}" ${turned} ${size}>${line}</pattern>`;
    });
  }

  /** The id of a definition; equal ones are written once. */
  #define(kind: string, write: (id: string) => string): string {
    const key = write(kind);
    const known = this.#definitions.get(key);
    if (known) return known.id;
    const id = `${kind}-${this.#definitions.size + 1}`;
    this.#definitions.set(key, { id, text: write(id) });
    return id;
  }
}

function dashOf({ dash }: LineStyle): string {
  return dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
}
