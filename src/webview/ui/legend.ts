import type { Scene } from '../layout/scene';
import { isPale } from '../layout/spans';
import {
  ARROW_WORDS,
  DENSE_WORDS,
  MARK_WORDS,
  SAMPLE_WORDS,
  STATE_WORDS,
} from '../model/legend-words';
import type { TimelineModel } from '../model/timeline-model';
import { element, iconButton } from './dom';

const SHOW_ALL = 'Show the whole legend';

/** What colours, patterns and marks mean. */
export class Legend {
  readonly element: HTMLElement;
  // These are rare, and are explained only where they occur.
  readonly #dense = item('swatch swatch-dense', DENSE_WORDS);
  readonly #callback = item('swatch swatch-callback', STATE_WORDS.callback);
  readonly #level = item('swatch swatch-level', STATE_WORDS.level);
  readonly #job = item('swatch swatch-job', STATE_WORDS.job, 'job');
  readonly #cancelling = item('end-mark end-cancelling', MARK_WORDS.cancelling);
  readonly #unfinished = item('end-mark end-unfinished', MARK_WORDS.unfinished);
  readonly #kept = item('end-mark end-kept', MARK_WORDS.kept);
  readonly #unrecorded = item('end-mark end-unfinished', 'not recorded any more');
  readonly #blocking = item('swatch swatch-blocking', STATE_WORDS.blocking, 'blocking');
  readonly #failed = item('end-mark end-failed', MARK_WORDS.failed);
  readonly #cancelled = item('end-mark end-cancelled', MARK_WORDS.cancelled);
  readonly #limits = (['limit', 'over'] as const).map((kind) => ({
    kind,
    element: item(`end-mark end-${kind}`, MARK_WORDS[kind]),
  }));
  readonly #asks = item('codicon codicon-keyboard legend-keyboard', MARK_WORDS.asks);
  readonly #arrows = Object.entries(ARROW_WORDS).map(([kind, text]) => ({
    kind,
    element: item(`arrow-sample arrow-${kind}`, text),
  }));
  readonly #sample = element('span', { class: 'legend-item', text: SAMPLE_WORDS });
  readonly #items: HTMLElement;
  readonly #toggle = iconButton('chevron-up', SHOW_ALL, () => this.#open(!this.#isOpen));
  #isOpen = false;
  #runId = '';

  constructor() {
    const attributes = { role: 'note', 'aria-label': 'Legend' };
    this.#items = element('div', { class: 'legend-items', attributes: { id: 'legend-items' } }, [
      item('swatch swatch-running', STATE_WORDS.running),
      this.#dense,
      this.#blocking,
      item('swatch swatch-ready', STATE_WORDS.ready, 'ready'),
      item('swatch swatch-waiting', STATE_WORDS.waiting, 'waiting'),
      this.#callback,
      this.#job,
      this.#level,
      item('end-mark end-done', MARK_WORDS.done),
      this.#failed,
      this.#cancelled,
      this.#cancelling,
      this.#unfinished,
      this.#kept,
      this.#unrecorded,
      ...this.#limits.map((limit) => limit.element),
      this.#asks,
      ...this.#arrows.map((arrow) => arrow.element),
      this.#sample,
    ]);
    this.element = element('div', { class: 'legend', attributes }, [this.#items, this.#toggle]);
    this.#toggle.classList.add('legend-toggle');
    this.#toggle.setAttribute('aria-controls', this.#items.id);
    this.#open(false);
    new ResizeObserver(() => this.#offer()).observe(this.#items);
  }

  #open(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.element.classList.toggle('open', isOpen);
    const title = isOpen ? 'Show less of the legend' : SHOW_ALL;
    this.#toggle.title = title;
    this.#toggle.setAttribute('aria-label', title);
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    this.#toggle.querySelector('.codicon')!.className =
      `codicon codicon-chevron-${isOpen ? 'down' : 'up'}`;
  }

  /** There is a button only where something has no room; it keeps its place, so that nothing moves. */
  #offer(): void {
    const { scrollHeight, clientHeight } = this.#items;
    const isAll = !this.#isOpen && scrollHeight <= clientHeight + 1;
    this.#toggle.style.visibility = isAll ? 'hidden' : '';
  }

  /** Explains what the trace holds. */
  update({ header, timeline, statistics, isLive, isKept }: TimelineModel): void {
    if (header.runId !== this.#runId) this.#callback.hidden = true;
    if (header.runId !== this.#runId) this.#level.hidden = true;
    this.#runId = header.runId;
    const { tasks, dropped } = timeline;
    const isOpen = !isLive && tasks.some((task) => task.ended === undefined);
    this.#unfinished.hidden = !isOpen || dropped > 0 || isKept;
    this.#kept.hidden = !isOpen || dropped > 0 || !isKept;
    this.#unrecorded.hidden = !isOpen || dropped === 0;
    this.#job.hidden = timeline.workers.length === 0;
    this.#cancelling.hidden = !tasks.some((task) => task.cancelRequests.length > 0);
    // A narrow page has no room to explain what does not occur.
    this.#blocking.classList.toggle('absent', statistics.blocking.length === 0);
    const ends = new Set([...tasks, ...timeline.jobs].map(({ outcome }) => outcome));
    this.#failed.classList.toggle('absent', !ends.has('failed'));
    this.#cancelled.classList.toggle('absent', !ends.has('cancelled'));
  }

  /**
   * Most callbacks take no time and vanish among steps; one that was seen stays explained, so that
   * zooming does not move the page. Arrows come when they are asked for.
   */
  drawn({ loop, lanes, arrows, isSampleOfArrows }: Scene): void {
    if (lanes.some(({ spans }) => spans[0]?.state === 'level')) this.#level.hidden = false;
    if (loop?.spans.some((span) => span.state === 'callback')) this.#callback.hidden = false;
    const marks = new Set(lanes.flatMap((lane) => lane.marks.map((mark) => mark.kind)));
    const spans = [loop, ...lanes].flatMap((lane) => lane?.spans ?? []);
    this.#dense.hidden = !spans.some((span) => span.state === 'running' && isPale(span));
    for (const { kind, element } of this.#limits) element.hidden = !marks.has(kind);
    this.#asks.hidden = !marks.has('asks');
    const kinds = new Set<string>(arrows.map(({ arrow }) => arrow.kind));
    for (const { kind, element } of this.#arrows) element.hidden = !kinds.has(kind);
    this.#sample.hidden = !isSampleOfArrows;
    this.#offer();
  }
}

/** `short`: the beginning of the text, which has to do where there is little room. */
function item(sample: string, text: string, short = text): HTMLElement {
  const rest = text.slice(short.length);
  const words = element('span', { text: short }, [
    ...(rest === '' ? [] : [element('span', { class: 'legend-rest', text: rest })]),
  ]);
  return element('span', { class: 'legend-item', title: rest === '' ? '' : text }, [
    element('span', { class: sample, attributes: { 'aria-hidden': 'true' } }),
    words,
  ]);
}
