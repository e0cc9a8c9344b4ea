/** The end of an arrow: of one that says created, woke or cancelled, or a sign that it goes on out of sight. */
export type HeadKind = 'created' | 'woke' | 'cancelled' | 'out';

/** Lines through points, by pairs of CSS pixels; filled, or else drawn. */
export interface HeadShape {
  readonly lines: readonly (readonly (readonly [number, number])[])[];
  readonly isFilled: boolean;
}

/** Points before the tip (x grows towards it) for an arrow that points right. */
const SHAPES: Readonly<Record<HeadKind, HeadShape>> = {
  created: {
    lines: [
      [
        [-6, -4],
        [0, 0],
        [-6, 4],
      ],
    ],
    isFilled: false,
  },
  woke: {
    lines: [
      [
        [-7, -4],
        [0, 0],
        [-7, 4],
      ],
    ],
    isFilled: true,
  },
  cancelled: {
    lines: [
      [
        [-7, -4],
        [0, 4],
      ],
      [
        [-7, 4],
        [0, -4],
      ],
    ],
    isFilled: false,
  },
  out: {
    lines: [
      [
        [-4, -6],
        [5, 0],
        [-4, 6],
      ],
    ],
    isFilled: true,
  },
};

/** The shape of a head with its tip at a place; `angle` in radians, 0 points right. */
export function headShape(kind: HeadKind, x: number, y: number, angle: number): HeadShape {
  const { lines, isFilled } = SHAPES[kind];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turned = lines.map((line) =>
    line.map(([dx, dy]) => [x + dx * cos - dy * sin, y + dx * sin + dy * cos] as const),
  );
  return { lines: turned, isFilled };
}
