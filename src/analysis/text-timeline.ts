import type { PrimitiveRecord } from '../trace/primitive-lanes';
import type { TaskRecord, Timeline } from '../trace/timeline';
import type { JobRecord } from '../trace/worker-lanes';
import { plural } from './format-seconds';
import { laneOrder } from './lane-order';
import { TaskNames } from './task-names';
import { axisLines, type TextScale } from './text-axis';
import { cellLines } from './text-cells';
import { type EndState, type LaneEnd, type LaneSpan, laneCells, type SpanState } from './text-lane';
import { primitiveSpans } from './text-primitives';
import { TextSpans } from './text-spans';
import {
  ASCII_GLYPHS,
  cellsToText,
  styled,
  type TextGlyphs,
  type TextStyle,
  UNICODE_GLYPHS,
} from './text-style';
import { cutText, padText, printable, textWidth } from './text-width';

export interface TextTimelineOptions {
  /** Columns of the terminal; no line is wider. */
  readonly width: number;
  /** Uses ANSI escape sequences. */
  readonly color: boolean;
  /** False draws with ASCII characters only; names are kept as they are. */
  readonly unicode: boolean;
  /** Lanes of tasks; the rest is only counted. */
  readonly maxLanes?: number;
  /** Also draws locks, queues and the like. */
  readonly primitives?: boolean;
}

interface Lane {
  readonly name: string;
  readonly spans: readonly LaneSpan[];
  readonly end: LaneEnd | undefined;
}

const DEFAULT_MAX_LANES = 40;
/** Deeper nesting is not indented further. */
const MAX_INDENT = 8;
/** Lanes of threads and processes; a pool has few, and a program few pools. */
const MAX_WORKERS = 40;
/** Lanes of locks, queues and the like. */
const MAX_PRIMITIVES = 40;
/** Columns; fewer leave nothing to draw in. */
const LEAST_WIDTH = 20;

const LEGEND: readonly (readonly [SpanState | EndState, string])[] = [
  ['running', 'running'],
  ['blocking', 'blocking the loop'],
  ['ready', 'ready, but not its turn yet'],
  ['waiting', 'waiting'],
  ['idle', 'idle'],
  ['level', 'held, set, or how full'],
  ['awaited', 'somebody waits for it'],
  ['done', 'done'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
];

/**
 * The timeline as lines of text: the loop, each task, each thread or process, and on demand each lock, queue
 * or the like as a lane, a time axis with the cells of a notebook, and a legend.
 *
 * `slowCallbackDuration`: seconds from which a step counts as blocking. In a terminal of less than
 * 20 columns there are no lines.
 */
export function textTimeline(
  timeline: Timeline,
  slowCallbackDuration: number,
  options: TextTimelineOptions,
): string[] {
  const { width, color } = options;
  if (width < LEAST_WIDTH) return [];
  const glyphs = options.unicode ? UNICODE_GLYPHS : ASCII_GLYPHS;
  const tasks = laneOrder(timeline);
  const shown = tasks.slice(0, options.maxLanes ?? DEFAULT_MAX_LANES);
  const lanes = makeLanes(timeline, slowCallbackDuration, shown, glyphs);
  const primitives = options.primitives ? timeline.primitives : [];
  lanes.push(...primitiveLanes(timeline, primitives.slice(0, MAX_PRIMITIVES)));
  const nameWidth = Math.min(
    Math.max(...lanes.map(({ name }) => textWidth(name))),
    Math.floor(width / 3),
  );
  const scale = scaleOf(timeline, width - nameWidth - 3);
  const used = new Set<string>();
  const margin = ' '.repeat(nameWidth + 2);
  const above = [...axisLines(scale, glyphs.tick), ...cellLines(timeline.cells, scale, glyphs)];
  const lines = above.map((line) => styled(margin + line, 'dim', color));
  for (const { name, spans, end } of lanes) {
    const cells = laneCells(spans, end, scale, glyphs);
    for (const { style } of cells) used.add(style);
    const head = padText(cutText(name, nameWidth, glyphs.ellipsis), nameWidth);
    lines.push(`${styled(head, 'bold', color)}  ${cellsToText(cells, color)}`);
  }
  const left: [number, string][] = [
    [tasks.length - shown.length, 'more task'],
    [timeline.workers.length - MAX_WORKERS, 'more thread'],
    [primitives.length - MAX_PRIMITIVES, 'more primitive'],
  ];
  for (const [count, what] of left) {
    const text = `${plural(count, what)} not shown.`;
    if (count > 0) lines.push(...wrap([[text, 'dim']], width, color));
  }
  const legend = LEGEND.filter(([state]) => used.has(state));
  const items = legend.map(([state, text]) => [`${glyphs[state]} ${text}`, state] as const);
  return [...lines, '', ...wrap(items, width, color)];
}

function makeLanes(
  timeline: Timeline,
  slowCallbackDuration: number,
  tasks: readonly TaskRecord[],
  glyphs: TextGlyphs,
): Lane[] {
  const names = new TaskNames(timeline);
  const spans = new TextSpans(timeline, names, slowCallbackDuration);
  const hasLoop = timeline.loop.length > 0 || timeline.workers.length === 0;
  const lanes: Lane[] = hasLoop ? [{ name: 'loop', spans: spans.ofLoop(), end: undefined }] : [];
  for (const task of tasks) {
    const indent = '  '.repeat(Math.max(0, Math.min(task.depth, MAX_INDENT) - 1));
    const branch = task.depth > 0 ? indent + glyphs.branch : '';
    const end =
      task.ended === undefined ? undefined : { state: task.outcome ?? 'done', time: task.ended };
    lanes.push({ name: branch + printable(names.of(task.id)), spans: spans.ofTask(task), end });
  }
  for (const worker of timeline.workers.slice(0, MAX_WORKERS)) {
    const { name, jobs } = worker;
    lanes.push({ name: printable(name), spans: spans.ofWorker(worker), end: failureOf(jobs) });
  }
  return lanes;
}

/** Where the last job of a thread or process failed, if it did; a thread that goes on is not over. */
function failureOf(jobs: readonly JobRecord[]): LaneEnd | undefined {
  const last = jobs.at(-1);
  if (last?.outcome !== 'failed' || last.to === undefined) return undefined;
  return { state: 'failed', time: last.to };
}

function primitiveLanes(timeline: Timeline, primitives: readonly PrimitiveRecord[]): Lane[] {
  const names = new TaskNames(timeline);
  return primitives.map((primitive) => ({
    name: printable(primitive.title),
    spans: primitiveSpans(timeline, names, primitive),
    end: undefined,
  }));
}

function scaleOf({ trace, end }: Timeline, width: number): TextScale {
  return { from: trace.length > 0 ? Math.min(trace.time(0), end) : 0, to: end, width };
}

/** Items side by side with two blanks between them, in as many lines as they need. */
function wrap(
  items: readonly (readonly [string, TextStyle])[],
  width: number,
  color: boolean,
): string[] {
  const lines: string[] = [];
  let used = width;
  for (const [item, style] of items) {
    const text = cutText(item, width, '');
    const fits = used + 2 + textWidth(text) <= width;
    const piece = styled(text, style, color);
    if (fits) lines[lines.length - 1] += `  ${piece}`;
    else lines.push(piece);
    used = (fits ? used + 2 : 0) + textWidth(text);
  }
  return lines;
}
