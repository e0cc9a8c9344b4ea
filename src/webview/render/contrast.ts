/** The contrast of WCAG 2 that small text needs. */
const READABLE = 4.5;

/** Black or white, whichever is easier to read on `#rrggbb`. */
export function textOn(background: string): string {
  return contrast('#ffffff', background) >= contrast('#000000', background) * 0.75
    ? '#ffffff'
    : '#000000';
}

/** `color` if it can be read on `background`, else `fallback`. */
export function readable(color: string, background: string, fallback: string): string {
  return contrast(color, background) >= READABLE ? color : fallback;
}

/** The contrast of two colours as in WCAG 2, from 1 to 21; colours that are not `#rrggbb` count as grey. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(color: string): number {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color);
  const [red, green, blue] = (match?.slice(1) ?? ['80', '80', '80']).map((channel) => {
    const value = Number.parseInt(channel, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** `#rrggbb` with an alpha from 0 to 1; other colours stay as they are. */
export function withAlpha(color: string, alpha: number): string {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return color;
  return `${color}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}
