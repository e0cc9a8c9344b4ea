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
  // These two are rare, and are explained only where they occur.
  readonly #callback = item('swatch swatch-callback', 'callback');
  readonly #cancelling = item('end-mark end-cancelling', 'asked to cancel');

  constructor() {
    const attributes = { role: 'note', 'aria-label': 'Legend' };
    this.element = element('div', { class: 'legend', attributes }, [
      ...STATES.map(([state, text]) => item(`swatch swatch-${state}`, text)),
      this.#callback,
      ...ENDS.map(([end, text]) => item(`end-mark end-${end}`, text)),
      this.#cancelling,
    ]);
  }

  update({ statistics, timeline }: TimelineModel): void {
    this.#callback.hidden = !statistics.hasCallbacks;
    this.#cancelling.hidden = !timeline.tasks.some((task) => task.cancelRequests.length > 0);
  }
}

function item(sample: string, text: string): HTMLElement {
  return element('span', { class: 'legend-item' }, [
    element('span', { class: sample, attributes: { 'aria-hidden': 'true' } }),
    element('span', { text }),
  ]);
}
