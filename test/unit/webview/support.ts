import type { TimelineHeader } from '../../../src/protocol/timeline';
import { momentAtTime } from '../../../src/trace/cursor';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';
import { SceneBuilder } from '../../../src/webview/layout/build-scene';
import type { Curve } from '../../../src/webview/layout/curve';
import { metricsFor } from '../../../src/webview/layout/metrics';
import type { Scene } from '../../../src/webview/layout/scene';
import type { SceneInput } from '../../../src/webview/layout/scene-input';
import type { Measure } from '../../../src/webview/layout/text-fit';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import type { HeadKind } from '../../../src/webview/render/arrow-head';
import type { BoxStyle, LineStyle, MarkKind, Renderer } from '../../../src/webview/render/renderer';
import { EventOrder } from '../../../src/webview/scale/event-order';
import type { AxisRange } from '../../../src/webview/scale/scale';
import { TimeScale } from '../../../src/webview/scale/time-scale';
import type { Theme } from '../../../src/webview/theme';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';

/** Every letter is 7 px wide. */
export const measure: Measure = (text) => text.length * 7;

export const METRICS = metricsFor(13);

export function modelOf(trace: TraceStore, header: Partial<TimelineHeader> = {}): TimelineModel {
  const model = new TimelineModel({
    runId: 'run-1',
    title: 'blocked.py',
    file: '/scenarios/blocked.py',
    clock: 'virtual',
    slowCallbackDuration: 0.1,
    ...header,
  });
  model.append(trace.toChunk());
  model.finish();
  return model;
}

export function sceneInput(model: TimelineModel, view: Partial<ViewState> = {}): SceneInput {
  return {
    model,
    view: { ...INITIAL_VIEW, headWidth: 200, ...view },
    width: 1056,
    height: 400,
    metrics: METRICS,
    measure,
  };
}

/** The cursor after everything at `time` (seconds); undefined: none. */
export function cursorAt(model: TimelineModel, time: number | undefined) {
  return time === undefined ? undefined : momentAtTime(model.trace, time);
}

/** A scale of seconds without a trace, so that nothing happens at one time. */
export function timeScale(range: AxisRange, left: number, right: number): TimeScale {
  return new TimeScale(new EventOrder(new Timeline(new TraceStore())), range, left, right);
}

/** Heads 200 px wide; a run of two seconds is 800 px wide and begins at 220 px. */
export function sceneOf(model: TimelineModel, view: Partial<ViewState> = {}): Scene {
  return new SceneBuilder().build(sceneInput(model, view));
}

/** Writes down what is drawn instead of drawing it. */
export class RecordingRenderer implements Renderer {
  readonly calls: string[] = [];

  begin(width: number, height: number, background: string): void {
    this.calls.push(`begin ${width} ${height} ${background}`);
  }

  box(x: number, y: number, width: number, height: number, style: BoxStyle): void {
    this.calls.push(`box ${place(x, y, width, height)} ${styleText(style)}`);
  }

  line(x1: number, y1: number, x2: number, y2: number, style: LineStyle): void {
    this.calls.push(`line ${place(x1, y1, x2, y2)} ${style.color}`);
  }

  text(text: string, x: number, y: number, font: string, color: string): void {
    this.calls.push(`text '${text}' ${place(x, y)} ${font} ${color}`);
  }

  mark(kind: MarkKind, x: number, y: number, _radius: number, color: string): void {
    this.calls.push(`mark ${kind} ${place(x, y)} ${color}`);
  }

  curve({ x1, y1, x2, y2 }: Curve, { color, dash }: LineStyle): void {
    this.calls.push(
      `curve ${place(x1, y1, x2, y2)} ${color}${dash ? ` dash ${dash.join(' ')}` : ''}`,
    );
  }

  head(kind: HeadKind, x: number, y: number, _angle: number, color: string): void {
    this.calls.push(`head ${kind} ${place(x, y)} ${color}`);
  }

  clipped(_x: number, _y: number, _width: number, _height: number, body: () => void): void {
    body();
  }

  measure(text: string): number {
    return text.length * 7;
  }
}

function styleText(style: BoxStyle): string {
  return Object.values(style)
    .map((value) => (typeof value === 'number' ? place(value) : value))
    .join(' ');
}

function place(...numbers: number[]): string {
  return numbers.map((number) => Math.round(number * 10) / 10).join(' ');
}

/** Each colour is its own name, so that calls can be read. */
export const THEME: Theme = {
  background: 'background',
  foreground: 'foreground',
  dim: 'dim',
  line: 'line',
  grid: 'grid',
  panel: 'panel',
  running: 'running',
  blocking: 'blocking',
  ready: 'ready',
  waiting: 'waiting',
  callback: 'callback',
  job: 'job',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  focus: 'focus',
  selection: 'selection',
  error: 'error',
  outline: undefined,
  fontSize: 13,
  fonts: {
    title: '18px a',
    label: '12px a',
    name: '13px a',
    note: '11px a',
    axis: '11px a',
    code: '12px b',
  },
};
