/** Sizes in CSS pixels, all derived from the font and the width of the page. */
export interface Metrics {
  /** Lanes are low: the name and the note share a line. */
  readonly isLow: boolean;
  readonly axisHeight: number;
  readonly laneHeight: number;
  readonly barHeight: number;
  /** Where the baseline of a label stands in a bar. */
  readonly outputRowHeight: number;
  readonly headPadding: number;
  readonly indent: number;
}

/** The narrowest bar that is drawn, so that a step without duration stays visible. */
export const MIN_SPAN_PX = 2.5;
/** Between a bar of minimal width and what follows it. */
export const SPAN_GAP_PX = 1;
/** The least room for which a label is shortened rather than left out. */
export const MIN_LABEL_PX = 34;
export const LABEL_PADDING_PX = 8;

export const MIN_HEAD_PX = 64;
/** How near the pointer must be to the edge of the heads to drag it. */
export const HEAD_EDGE_PX = 4;

export function metricsFor(fontSize: number, isLow = false): Metrics {
  return {
    isLow,
    axisHeight: Math.round(fontSize * 2.3),
    laneHeight: Math.round(fontSize * (isLow ? 2.3 : 3.4)),
    barHeight: Math.round(fontSize * (isLow ? 1.6 : 1.85)),
    outputRowHeight: Math.round(fontSize * 1.3),
    headPadding: 12,
    indent: 16,
  };
}

/** The width of the head column: what the user chose, or a share of the page; never more than half of it. */
export function headWidth(chosen: number | undefined, width: number): number {
  const wanted = chosen ?? Math.min(232, Math.max(96, width * 0.24));
  return Math.round(Math.max(MIN_HEAD_PX, Math.min(wanted, width * 0.6)));
}
