/** Times in seconds to columns of a chart. */
export interface TextScale {
  readonly from: number;
  readonly to: number;
  /** Columns. */
  readonly width: number;
}

/** The column that holds a time; the end of the chart belongs to its last column. */
export function columnOf({ from, to, width }: TextScale, time: number): number {
  if (to <= from) return 0;
  const column = Math.floor(((time - from) / (to - from)) * width + 1e-9);
  return Math.max(0, Math.min(width - 1, column));
}

interface Tick {
  readonly column: number;
  readonly label: string;
}

/** The time axis: a line of labels, and a line of marks under them. */
export function axisLines(scale: TextScale, mark: string): string[] {
  const labels = new Array<string>(scale.width).fill(' ');
  const marks = new Array<string>(scale.width).fill(' ');
  let free = 0;
  for (const { column, label } of ticks(scale)) {
    const at = Math.min(column, scale.width - label.length);
    if (at < free) continue;
    for (let index = 0; index < label.length; index++) labels[at + index] = label[index]!;
    marks[column] = mark;
    free = at + label.length + 1;
  }
  return [labels.join('').trimEnd(), marks.join('').trimEnd()];
}

/** Ticks at round times, as dense as their labels allow. */
function ticks(scale: TextScale): Tick[] {
  const seconds = scale.to - scale.from;
  if (!(seconds > 0)) return [{ column: 0, label: `${scale.from.toFixed(1)} s` }];
  const room = Math.max(1, Math.floor(scale.width / 12));
  const step = roundStep(seconds / room);
  const decimals = Math.min(9, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const first = Math.ceil(scale.from / step - 1e-9);
  const found: Tick[] = [];
  for (let index = 0; index <= room; index++) {
    const time = (first + index) * step;
    if (time > scale.to + step * 1e-6) break;
    found.push({ column: columnOf(scale, time), label: `${time.toFixed(decimals)} s` });
  }
  return found;
}

/** The smallest of 1, 2 or 5 times a power of ten that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
