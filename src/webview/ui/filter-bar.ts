import type { IntentSink } from '../interaction/intent';
import {
  isFiltering,
  type LaneFilter,
  NO_FILTER,
  STATE_FILTERS,
  type StateFilter,
} from '../model/filter';
import { count } from '../model/format';
import { laneCount } from '../model/rows';
import { taskFiles } from '../model/task-files';
import type { TimelineModel } from '../model/timeline-model';
import type { ViewState } from '../view-state';
import { element, iconButton } from './dom';

/** The row that asks which lanes to show, and says how many are left. */
export class FilterBar {
  readonly element: HTMLElement;
  readonly #text = element('input', {
    class: 'filter-text',
    attributes: {
      ...{ type: 'search', 'aria-label': 'Name or end of the task' },
      placeholder: 'Name, or failed, done …',
      ...{ spellcheck: 'false', autocomplete: 'off' },
    },
  });
  readonly #state = stateSelect();
  readonly #file = element('select', { attributes: { 'aria-label': 'File of the task' } });
  readonly #count = element('span', { class: 'filter-count', attributes: { role: 'status' } });
  readonly #empty: HTMLElement;
  readonly #emit: IntentSink;
  readonly #leave: () => void;
  #isOpen = false;
  #files = '';

  /** `leave` gives the focus back to the lanes. */
  constructor(emit: IntentSink, leave: () => void) {
    this.#emit = emit;
    this.#leave = leave;
    const close = iconButton('close', 'Show all lanes and close (Escape)', () => this.close());
    const all = element('button', { text: 'Show all lanes', class: 'button secondary' });
    all.type = 'button';
    all.addEventListener('click', () => this.#clear());
    const hint = 'No lane matches. Change what you look for, or show all lanes.';
    this.#empty = element('div', { class: 'filter-empty' }, [element('span', { text: hint }), all]);
    const icon = element('span', {
      class: 'codicon codicon-filter',
      attributes: { 'aria-hidden': 'true' },
    });
    const children = [icon, this.#text, this.#state, this.#file, this.#count, close, this.#empty];
    this.element = element('div', { class: 'filter', attributes: { role: 'search' } }, children);
    this.element.hidden = true;
    this.#listen();
  }

  open(): void {
    this.#isOpen = true;
    this.element.hidden = false;
    this.#text.focus();
    this.#text.select();
  }

  /** Shows all lanes and gives the focus back to them; returns whether the row was open. */
  close(): boolean {
    if (this.element.hidden) return false;
    this.#isOpen = false;
    this.element.hidden = true;
    this.#emit({ type: 'filter', filter: NO_FILTER });
    this.#leave();
    return true;
  }

  /** Shows the filter of the view, and that it leaves `shown` lanes. */
  update(
    model: TimelineModel,
    { filter, showsPrimitives }: Pick<ViewState, 'filter' | 'showsPrimitives'>,
    shown: number,
  ): void {
    const isOn = isFiltering(filter);
    this.element.hidden = !model.hasLoop || !(this.#isOpen || isOn);
    if (this.element.hidden) return;
    this.#fillFiles([...taskFiles(model).all]);
    // What is being typed is ahead of the view only until the next frame.
    if (this.#text.value !== filter.text) this.#text.value = filter.text;
    this.#state.value = filter.state;
    this.#file.value = filter.file;
    const all = laneCount(model, showsPrimitives);
    const of = count(all, 'lane');
    const text = isOn ? `${shown.toLocaleString('en-US')} of ${of}` : of;
    if (this.#count.textContent !== text) this.#count.textContent = text;
    this.#empty.hidden = !isOn || shown > 0;
  }

  #listen(): void {
    const changed = () => this.#emit({ type: 'filter', filter: this.#read() });
    this.#text.addEventListener('input', changed);
    this.#state.addEventListener('change', changed);
    this.#file.addEventListener('change', changed);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
      else if (event.key === 'Enter' && event.target === this.#text) this.#leave();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  #read(): LaneFilter {
    const state = this.#state.value as StateFilter;
    return { text: this.#text.value, state, file: this.#file.value };
  }

  #clear(): void {
    this.#emit({ type: 'filter', filter: NO_FILTER });
    this.#text.focus();
  }

  /** Offers the files, if there is something to choose. */
  #fillFiles(files: readonly string[]): void {
    const key = files.join('\n');
    if (key === this.#files) return;
    this.#files = key;
    this.#file.hidden = files.length < 2;
    this.#file.replaceChildren(
      option('', 'any file'),
      ...files.map((file) => option(file, file.slice(file.search(/[^/\\]*$/)))),
    );
  }
}

function stateSelect(): HTMLSelectElement {
  const groups = STATE_FILTERS.map(({ group, states }) =>
    element(
      'optgroup',
      { attributes: { label: group } },
      states.map(({ state, text }) => option(state, text)),
    ),
  );
  const attributes = { 'aria-label': 'State of the task' };
  return element('select', { attributes }, [option('any', 'any state'), ...groups]);
}

function option(value: string, text: string): HTMLOptionElement {
  return element('option', { text, attributes: { value } });
}
