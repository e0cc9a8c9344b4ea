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
export function createLegend(): HTMLElement {
  const item = (sample: string, text: string) =>
    element('span', { class: 'legend-item' }, [
      element('span', { class: sample, attributes: { 'aria-hidden': 'true' } }),
      element('span', { text }),
    ]);
  return element('div', { class: 'legend', attributes: { role: 'note', 'aria-label': 'Legend' } }, [
    ...STATES.map(([state, text]) => item(`swatch swatch-${state}`, text)),
    ...ENDS.map(([end, text]) => item(`end-mark end-${end}`, text)),
  ]);
}
