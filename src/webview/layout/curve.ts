/** A cubic Bézier curve; CSS pixels. */
export interface Curve {
  readonly x1: number;
  readonly y1: number;
  readonly cx1: number;
  readonly cy1: number;
  readonly cx2: number;
  readonly cy2: number;
  readonly x2: number;
  readonly y2: number;
}

/** How far a curve between two places above each other bulges at most, and least. */
const MAX_BULGE_PX = 34;
const MIN_BULGE_PX = 10;
/** From this distance on a curve does not bulge. */
const STRAIGHT_PX = 160;
/** Pieces in which the distance to a curve is looked for. */
const PIECES = 24;

/** A curve from one lane to another that goes around what stands between, on the left (-1) or right (1). */
export function curveBetween(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  side: -1 | 1,
): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const nearness = Math.max(0, 1 - Math.abs(dx) / STRAIGHT_PX);
  const most = Math.max(MIN_BULGE_PX, Math.min(MAX_BULGE_PX, Math.abs(dy) * 0.25));
  const bulge = side * most * nearness;
  return {
    x1: from.x,
    y1: from.y,
    cx1: from.x + bulge + dx * 0.2,
    cy1: from.y + dy * 0.4,
    cx2: to.x + bulge - dx * 0.2,
    cy2: to.y - dy * 0.4,
    x2: to.x,
    y2: to.y,
  };
}

/** The direction in which a curve arrives, in radians. */
export function arrival({ cx2, cy2, x2, y2 }: Curve): number {
  return Math.atan2(y2 - cy2, x2 - cx2);
}

/** How far a place is from a curve. */
export function distanceTo(curve: Curve, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  let before = pointAt(curve, 0);
  for (let piece = 1; piece <= PIECES; piece++) {
    const after = pointAt(curve, piece / PIECES);
    least = Math.min(least, distanceToLine(before, after, x, y));
    before = after;
  }
  return least;
}

/** The place at a share of a curve, 0 to 1. */
export function pointAt(curve: Curve, share: number) {
  const rest = 1 - share;
  const [a, b] = [rest ** 3, 3 * rest ** 2 * share];
  const [c, d] = [3 * rest * share ** 2, share ** 3];
  return {
    x: a * curve.x1 + b * curve.cx1 + c * curve.cx2 + d * curve.x2,
    y: a * curve.y1 + b * curve.cy1 + c * curve.cy2 + d * curve.y2,
  };
}

function distanceToLine(
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
  x: number,
  y: number,
): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
