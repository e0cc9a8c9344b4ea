import { keyboardSign } from '../render/keyboard-sign';
import type { MarkKind } from '../render/renderer';

/** A number as short as a hundredth of a pixel allows. */
export function round(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

export function attributes(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .filter(([name, value]) => name !== 'rx' || value > 0)
    .map(([name, value]) => `${name}="${round(value)}"`)
    .join(' ');
}

/** Characters that XML cannot hold, lone surrogates among them. */
const FORBIDDEN = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text for the inside of an element. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>]/g, (character) => ESCAPES[character]!);
}

/**
 * A colour as `fill` or `stroke`. What it lets through becomes an attribute of its own, because many
 * programs do not know colours with four parts. `alpha`: 0 to 1, besides that of the colour.
 */
export function colorAttributes(name: 'fill' | 'stroke', color: string, alpha = 1): string {
  const { opaque, alpha: own } = splitColor(color);
  const opacity = own * alpha;
  const more = opacity < 1 ? ` ${name}-opacity="${round(opacity)}"` : '';
  return `${name}="${opaque}"${more}`;
}

function splitColor(color: string): { readonly opaque: string; readonly alpha: number } {
  const hex = /^(#[0-9a-f]{6})([0-9a-f]{2})$/i.exec(color);
  if (hex) return { opaque: hex[1]!, alpha: Number.parseInt(hex[2]!, 16) / 255 };
  const rgba = /^rgba\((\d+), *(\d+), *(\d+), *([\d.]+)\)$/.exec(color);
  if (!rgba) return { opaque: color.replaceAll('"', ''), alpha: 1 };
  const channels = rgba.slice(1, 4).map((channel) => Number(channel).toString(16).padStart(2, '0'));
  return { opaque: `#${channels.join('')}`, alpha: Number(rgba[4]) };
}

/** The shape of a mark around its middle: filled, or else a line. */
export function markPath(
  kind: MarkKind,
  x: number,
  y: number,
  radius: number,
): { readonly path: string; readonly isFilled: boolean } {
  const part = radius * 0.7;
  switch (kind) {
    case 'failed': {
      const arm = radius * 0.85;
      const [left, right, top, bottom] = [x - arm, x + arm, y - arm, y + arm].map(round);
      const path = `M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}`;
      return { path, isFilled: false };
    }
    case 'cancelling': {
      const [left, right, top, bottom] = [x - part, x + part, y - part, y + part].map(round);
      return { path: `M${left} ${top}L${right} ${top}L${round(x)} ${bottom}Z`, isFilled: true };
    }
    case 'limit':
    case 'over': {
      const [left, right, top, bottom] = [x - part, x + part, y - part, y + part].map(round);
      const path = `M${left} ${top}L${right} ${top}L${left} ${bottom}L${right} ${bottom}Z`;
      return { path, isFilled: kind === 'over' };
    }
    case 'asks': {
      const lines = keyboardSign(x, y, radius);
      const path = lines.map((line) => `M${line.map((at) => at.map(round).join(' ')).join('L')}`);
      return { path: path.join(''), isFilled: false };
    }
    case 'unfinished':
    case 'kept': {
      const dots = [-1, 0, 1].map((dot) => circle(x + dot * radius, y, 1.2));
      return { path: dots.join(''), isFilled: true };
    }
    case 'cancelled': {
      const arm = part * 0.8;
      const bar = `M${round(x - arm)} ${round(y + arm)}L${round(x + arm)} ${round(y - arm)}`;
      return { path: circle(x, y, radius - 1) + bar, isFilled: false };
    }
    default:
      return { path: circle(x, y, radius), isFilled: true };
  }
}

function circle(x: number, y: number, radius: number): string {
  const r = round(radius);
  const half = `${r} ${r} 0 1 0`;
  return `M${round(x - radius)} ${round(y)}a${half} ${round(2 * radius)} 0a${half} ${round(-2 * radius)} 0Z`;
}
