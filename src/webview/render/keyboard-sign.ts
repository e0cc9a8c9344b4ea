type Point = readonly [number, number];

/** Points of a keyboard around its middle, in radii: its edge, keys and the space bar. */
const LINES: readonly (readonly Point[])[] = [
  [
    [-1.5, -1],
    [1.5, -1],
    [1.5, 1],
    [-1.5, 1],
    [-1.5, -1],
  ],
  [
    [-0.9, -0.3],
    [-0.6, -0.3],
  ],
  [
    [-0.15, -0.3],
    [0.15, -0.3],
  ],
  [
    [0.6, -0.3],
    [0.9, -0.3],
  ],
  [
    [-0.6, 0.35],
    [0.6, 0.35],
  ],
];

/** Lines through points that draw a keyboard, in CSS pixels. */
export function keyboardSign(x: number, y: number, radius: number): (readonly Point[])[] {
  return LINES.map((line) => line.map(([dx, dy]) => [x + dx * radius, y + dy * radius] as const));
}
