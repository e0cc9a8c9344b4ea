import { holderName } from '../../analysis/primitive-holder';
import { PRIMITIVE_WORDS } from '../../analysis/primitive-kinds';
import type { CursorMoment } from '../../trace/cursor';
import { type PrimitiveRecord, type PrimitiveState, stateAt } from '../../trace/primitive-lanes';
import { type Details, times } from './details';
import { count, formatSeconds } from './format';
import type { Note } from './notes';
import type { TimelineModel } from './timeline-model';

/** Keys of primitives count down from here; those of workers never come so far. */
const FIRST_KEY = -(2 ** 30);
/** Of a limit that is never nearly reached the scale takes no notice. */
const MAX_HEADROOM = 4;

/** The key of the lane of a primitive. */
export function primitiveKey({ id }: Pick<PrimitiveRecord, 'id'>): number {
  return FIRST_KEY - id;
}

/** The primitive whose lane has this key. */
export function primitiveOf({ timeline }: TimelineModel, key: number): PrimitiveRecord | undefined {
  return key < FIRST_KEY ? timeline.primitive(FIRST_KEY - key) : undefined;
}

/** The level that takes the whole height of the lane. */
export function topLevel({ limit, highest }: PrimitiveRecord): number {
  const isNear = limit !== undefined && limit <= MAX_HEADROOM * highest;
  return Math.max(1, highest, isNear ? limit : 0);
}

/** The second line in the head of the lane: how it is at the cursor, or what there was in all. */
export function primitiveNote(
  model: TimelineModel,
  primitive: PrimitiveRecord,
  cursor: CursorMoment | undefined,
): Note {
  if (cursor === undefined) return { text: sumWords(primitive), tone: 'calm' };
  const state = stateAt(primitive, cursor.event);
  if (!state) return { text: `${primitive.kind}: not made yet`, tone: 'calm' };
  const text = [
    `${primitive.kind}: ${levelWords(model, primitive, state)}`,
    ...waitWords(primitive, state),
  ];
  return { text: text.join(', '), tone: state.waiters > 0 ? 'late' : 'calm' };
}

function sumWords(primitive: PrimitiveRecord): string {
  return `${primitive.kind}: ${PRIMITIVE_WORDS[primitive.kind].sum(primitive)}`;
}

/** `held by func1`, `3 of 5 items`. */
function levelWords(
  model: TimelineModel,
  { kind, limit }: PrimitiveRecord,
  state: PrimitiveState,
): string {
  const { hasOwner, is } = PRIMITIVE_WORDS[kind];
  const holder = holderName(model.timeline, model.names, state);
  const by = hasOwner && state.level > 0 && holder !== '' ? ` by ${holder}` : '';
  return `${is(state.level, limit)}${by}`;
}

function waitWords({ awaitedBy }: PrimitiveRecord, { waiters }: PrimitiveState): string[] {
  if (waiters === 0) return [];
  return [waiters === 1 ? `1 ${awaitedBy} waits` : `${waiters} ${awaitedBy}s wait`];
}

/** Texts for one state, the longest first; the first that fits is drawn. None for what is free or not set. */
export function primitiveLabels(
  model: TimelineModel,
  primitive: PrimitiveRecord,
  index: number,
): string[] {
  const state = primitive.state(index);
  const { isCounted } = PRIMITIVE_WORDS[primitive.kind];
  const [waiting] = waitWords(primitive, state);
  if (state.level === 0 && !isCounted) return waiting ? [waiting] : [];
  const short = isCounted
    ? String(state.level)
    : holderName(model.timeline, model.names, state) || levelWords(model, primitive, state);
  return waiting ? [`${short}, ${waiting}`, short] : [short];
}

/** What is to be said when the lanes of all primitives come or go. */
export function primitivesWords(
  { timeline }: TimelineModel,
  { showsPrimitives }: { readonly showsPrimitives: boolean },
): string {
  const lanes = count(timeline.primitives.length, 'lane');
  if (timeline.primitives.length === 0) return 'there are no locks, queues or the like';
  return `${lanes} of locks, queues and the like ${showsPrimitives ? 'shown' : 'hidden'}`;
}

/** A primitive as a whole. */
export function primitiveDetails(
  model: TimelineModel,
  primitive: PrimitiveRecord,
  cursor: CursorMoment | undefined,
): Details {
  const { creator, created, createdEvent } = primitive;
  const by = creator ? ` by ${model.names.of(creator)}` : '';
  return {
    title: primitive.title,
    state: undefined,
    lines: [primitiveNote(model, primitive, cursor).text, `made at ${formatSeconds(created)}${by}`],
    position: model.trace.positionOf(createdEvent),
  };
}

/** One state of a primitive. */
export function primitiveStateDetails(
  model: TimelineModel,
  primitive: PrimitiveRecord,
  index: number,
): Details {
  const { trace } = model;
  const state = primitive.state(index);
  const next = primitive.events[index + 1];
  const to = next === undefined ? Number.POSITIVE_INFINITY : trace.time(next);
  return {
    title: primitive.title,
    state: undefined,
    lines: [
      `${primitive.kind}: ${levelWords(model, primitive, state)}`,
      times(model, trace.time(primitive.events[index]!), to),
      ...waitWords(primitive, state),
    ],
    why: model.explain({ kind: 'primitive', primitive: primitive.id, index }),
    position: trace.positionOf(primitive.createdEvent),
  };
}

/** Several states that are too short to tell apart at this zoom; indexes are inclusive. */
export function primitiveCrowdDetails(
  model: TimelineModel,
  primitive: PrimitiveRecord,
  first: number,
  last: number,
): Details {
  const { trace } = model;
  const { low, high } = primitive.extremes(first, last);
  const next = primitive.events[last + 1];
  const to = next === undefined ? Number.POSITIVE_INFINITY : trace.time(next);
  return {
    title: primitive.title,
    state: undefined,
    lines: [
      `${primitive.kind}: from ${low} to ${high}, ${count(last - first + 1, 'state')}`,
      times(model, trace.time(primitive.events[first]!), to),
      'Zoom in to tell them apart.',
    ],
    position: trace.positionOf(primitive.createdEvent),
  };
}
