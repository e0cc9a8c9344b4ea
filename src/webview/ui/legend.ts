import type { Scene } from '../layout/scene';
import type { TimelineModel } from '../model/timeline-model';
import { element } from './dom';

const STATES = [
  ['running', 'running'],
  ['blocking', 'blocking the loop'],
  ['ready', 'ready, waiting for its turn'],
  ['waiting', 'waiting for something'],
] as const;

const ENDS = [
  ['done', 'done'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
] as const;

/** What colours, patterns and marks mean. */
export class Legend {
  readonly element: HTMLElement;
  // These are rare, and are explained only where they occur.
  readonly #callback = item('swatch swatch-callback', 'callback');
  readonly #cancelling = item('end-mark end-cancelling', 'asked to cancel');
  readonly #unfinished = item('end-mark end-unfinished', 'not done when the run ended');
  #runId = '';

  constructor() {
    const attributes = { role: 'note', 'aria-label': 'Legend' };
    this.element = element('div', { class: 'legend', attributes }, [
      ...STATES.map(([state, text]) => item(`swatch swatch-${state}`, text)),
      this.#callback,
      ...ENDS.map(([end, text]) => item(`end-mark end-${end}`, text)),
      this.#cancelling,
      this.#unfinished,
    ]);
  }

  /** Explains what the trace holds. */
  update({ header, timeline, isLive }: TimelineModel): void {
    if (header.runId !== this.#runId) this.#callback.hidden = true;
    this.#runId = header.runId;
    this.#unfinished.hidden = isLive || timeline.tasks.every((task) => task.ended !== undefined);
    this.#cancelling.hidden = !timeline.tasks.some((task) => task.cancelRequests.length > 0);
  }

  /**
   * Most callbacks take no time and vanish among steps; one that was seen stays explained, so that
   * zooming does not move the page.
   */
  drawn({ loop }: Scene): void {
    if (loop?.spans.some((span) => span.state === 'callback')) this.#callback.hidden = false;
  }
}

function item(sample: string, text: string): HTMLElement {
  return element('span', { class: 'legend-item' }, [
    element('span', { class: sample, attributes: { 'aria-hidden': 'true' } }),
    element('span', { text }),
  ]);
}
