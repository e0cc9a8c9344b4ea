import type { ServerSize } from './server-trace';

/** The traces that are measured, by name. */
export const SIZES = {
  /** About 200,000 events of 1,000 tasks. */
  busy: { requests: 1_000, waits: 30 },
  /** Over 1,000,000 intervals in over 30,000 lanes. */
  huge: { requests: 30_000, waits: 11 },
} as const satisfies Readonly<Record<string, ServerSize>>;
export type SizeName = keyof typeof SIZES;
export const SIZE_NAMES: readonly SizeName[] = ['busy', 'huge'];

export const SLOW_CALLBACK_DURATION = 0.1;
