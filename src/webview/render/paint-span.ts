import type { SceneLane, SceneSpan } from '../layout/scene';
import { isPale } from '../layout/spans';
import type { Theme } from '../theme';
import { readable, textOn, withAlpha } from './contrast';
import { paintLevel, paintLevelLabel } from './paint-level';
import type { Renderer } from './renderer';

const WAIT_LINE_PX = 3;
/** Of what goes on after the end of the run. */
const TAIL_DASH = [2, 4];
const LABEL_GAP_PX = 6;
const RADIUS_PX = 3;
/** Of the strip that tells a blocking bar from a running one without colour. */
const STRIP_PX = 4;

/** Draws one span without its label: each state has its colour and, besides, its own shape or pattern. */
export function paintSpan(
  span: SceneSpan,
  lane: SceneLane,
  renderer: Renderer,
  theme: Theme,
): void {
  if (span.state === 'level') {
    paintLevel(span, lane, renderer, theme);
  } else if (span.state === 'waiting' || span.state === 'idle') {
    paintLine(span, lane, renderer, theme);
  } else if (span.state === 'ready') {
    paintReady(span, lane, renderer, theme);
  } else if (span.state === 'job') {
    paintJob(span, lane, renderer, theme);
  } else {
    paintBar(span, lane, renderer, theme, span.state);
  }
  if (span.isSelected) paintSelection(span, lane, renderer, theme);
}

/** Draws the label of a span; apart from the span, because arrows come between. */
export function paintSpanLabel(
  span: SceneSpan,
  lane: SceneLane,
  renderer: Renderer,
  theme: Theme,
): void {
  const { barTop, barHeight } = lane;
  const { state, label, labelX, labelWidth } = span;
  if (label === '') return;
  const y = barTop + barHeight / 2;
  const plate = { fill: theme.background };
  switch (state) {
    case 'waiting':
    case 'idle':
      renderer.box(labelX - 4, y - 8, labelWidth + 8, 16, plate);
      renderer.text(label, labelX, y, 'label', theme.dim);
      break;
    case 'ready': {
      renderer.box(labelX - 4, barTop + 4, labelWidth + 8, barHeight - 8, { ...plate, radius: 2 });
      const color = readable(theme.ready, theme.background, theme.foreground);
      renderer.text(label, labelX, y, 'label', color);
      break;
    }
    case 'level':
      paintLevelLabel(span, lane, renderer, theme);
      break;
    case 'job':
      renderer.text(label, labelX, y, 'label', theme.foreground);
      break;
    default: {
      const middle = y - (state === 'blocking' ? STRIP_PX / 2 : 0);
      renderer.text(label, labelX, middle, 'label', textOn(theme[state]));
    }
  }
}

/** A calm line with a gap for its label. */
function paintLine(span: SceneSpan, lane: SceneLane, renderer: Renderer, theme: Theme): void {
  const y = lane.barTop + lane.barHeight / 2;
  const isIdle = span.state === 'idle';
  const style = isIdle
    ? { color: theme.waiting, width: 1, dash: [2, 4] }
    : { color: theme.waiting, width: WAIT_LINE_PX };
  const right = span.x + span.width;
  const end = right - span.tail;
  const draw = (from: number, to: number) => {
    if (from < end) renderer.line(from, y, Math.min(to, end), y, style);
    if (to > end) renderer.line(Math.max(from, end), y, to, y, { ...style, dash: TAIL_DASH });
  };
  if (span.label === '') {
    draw(span.x, right);
    return;
  }
  draw(span.x, span.labelX - LABEL_GAP_PX);
  draw(span.labelX + span.labelWidth + LABEL_GAP_PX, right);
}

/** A hatched box. */
function paintReady(span: SceneSpan, lane: SceneLane, renderer: Renderer, theme: Theme): void {
  const { barTop: y, barHeight: height } = lane;
  const { x, width } = span;
  const isNarrow = width < 5;
  renderer.box(x, y, width, height, {
    fill: theme.ready,
    alpha: isNarrow ? 0.8 : 0.13,
    radius: RADIUS_PX,
    ...(isNarrow ? {} : { hatch: withAlpha(theme.ready, 0.5), stroke: theme.ready }),
  });
}

/** A pale bar with an outline: it runs beside the loop, not in it. */
function paintJob(span: SceneSpan, lane: SceneLane, renderer: Renderer, theme: Theme): void {
  const { barTop: y, barHeight: height } = lane;
  const { x, width } = span;
  const isNarrow = width < 5;
  renderer.box(x, y, width, height, {
    fill: theme.job,
    alpha: isNarrow ? 0.8 : 0.18,
    radius: RADIUS_PX,
    ...(isNarrow ? {} : { stroke: theme.job, strokeWidth: 2 }),
  });
}

/** A solid bar; a crowd of short steps is paler, because the loop was not busy all the time. */
function paintBar(
  span: SceneSpan,
  lane: SceneLane,
  renderer: Renderer,
  theme: Theme,
  state: 'running' | 'blocking' | 'callback',
): void {
  const { barTop: y, barHeight: height } = lane;
  const { x, width } = span;
  const fill = theme[state];
  const radius = Math.min(RADIUS_PX, width / 3);
  const inset = state === 'callback' ? Math.round(height * 0.2) : 0;
  const outline = theme.outline && width > 4 ? { stroke: theme.outline } : {};
  const alpha = isPale(span) ? 0.3 + 0.7 * span.busy : 1;
  renderer.box(x, y + inset, width, height - 2 * inset, { fill, alpha, radius, ...outline });
  if (state === 'blocking') {
    const strip = { fill: '#000000', alpha: 0.45, radius: Math.min(2, radius) };
    renderer.box(x, y + height - STRIP_PX, width, STRIP_PX, strip);
  }
}

function paintSelection(span: SceneSpan, lane: SceneLane, renderer: Renderer, theme: Theme): void {
  const stroke = { stroke: theme.focus, strokeWidth: 2, radius: RADIUS_PX + 1 };
  renderer.box(span.x - 3, lane.barTop - 3, span.width + 6, lane.barHeight + 6, stroke);
}
