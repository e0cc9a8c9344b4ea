/** The process that the loop and the tasks are shown in, and that of threads and processes. */
export const PROGRAM_PROCESS = 1;
export const WORKER_PROCESS = 2;

/** A lane of the viewer. Thread numbers are unique over both processes. */
export interface ChromeThread {
  readonly pid: number;
  readonly tid: number;
}

/** What most events have; `ts` and `dur` are whole microseconds. */
interface Placed extends ChromeThread {
  readonly ts: number;
  readonly name: string;
  readonly cat: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/**
 * One entry of `traceEvents`, in the words of the Trace Event Format.
 *
 * `M` names a lane, `X` is a slice, `i` an instant, `s` and `f` are the ends of an arrow.
 */
export type ChromeEvent =
  | (ChromeThread & {
      readonly ph: 'M';
      readonly name: 'process_name' | 'process_sort_index' | 'thread_name' | 'thread_sort_index';
      readonly args: Readonly<Record<string, string | number>>;
    })
  | (Placed & { readonly ph: 'X'; readonly dur: number; readonly cname?: string })
  | (Placed & { readonly ph: 'i'; readonly s: 't' | 'g' })
  | (Placed & { readonly ph: 's'; readonly id: number })
  | (Placed & { readonly ph: 'f'; readonly id: number; readonly bp: 'e' });

/**
 * Seconds as whole microseconds, the unit of the format.
 *
 * Viewers cut fractions off, which could make two neighbours overlap; whole numbers stay exact.
 */
export function microseconds(seconds: number): number {
  return Math.round(seconds * 1e6);
}

/** The beginning and the length of something that lasts, in microseconds. */
export interface Stretch {
  readonly ts: number;
  readonly dur: number;
}

/** From one moment to another, in seconds; what begins where another ends never overlaps it. */
export function stretch(from: number, to: number): Stretch {
  const ts = microseconds(from);
  return { ts, dur: Math.max(0, microseconds(to) - ts) };
}
