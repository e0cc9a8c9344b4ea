import type { IntentSink } from '../interaction/intent';
import { type TablePage, type TableRow, tablePage } from '../model/task-table';
import type { TimelineModel } from '../model/timeline-model';
import type { ViewState } from '../view-state';
import { element, iconButton, placeOfFocus } from './dom';
import { linkButton } from './passage';
import type { Stage } from './stage';

const COLUMNS = ['Task', 'State', 'Waits for', 'Line', 'Since'];

/**
 * The lanes as a table: always there for screen readers, and over the lanes if the user wants to see it.
 * Hidden, it has nothing that could take the focus, and follows the selection from page to page.
 */
export class TaskTable {
  readonly element = element('div');
  readonly #stage: Stage;
  readonly #emit: IntentSink;
  readonly #again: () => void;
  /** Undefined: the page with the selected lane. */
  #page: number | undefined;
  #shown = '';
  #last: TablePage | undefined;
  #wasTable = false;
  #selection: ViewState['selection'];

  /** `again` asks for another `update` in a frame to come. */
  constructor(stage: Stage, emit: IntentSink, again: () => void) {
    this.#stage = stage;
    stage.element.append(this.element);
    this.#emit = emit;
    this.#again = again;
  }

  update(model: TimelineModel, view: ViewState): void {
    const { isTable, selection } = view;
    this.element.hidden = !model.hasLoop;
    if (this.element.hidden) return;
    if (selection !== this.#selection || !isTable) this.#page = undefined;
    this.#selection = selection;
    const page = tablePage(model, view, this.#page);
    if (page === this.#last && isTable === this.#wasTable) return;
    this.#last = page;
    this.#wasTable = isTable;
    const key = JSON.stringify([isTable, page]);
    if (key === this.#shown) return;
    this.#shown = key;
    const hadFocus = this.#stage.element.contains(document.activeElement);
    const isOther = this.#swap(isTable);
    this.#show(page, isTable);
    // A focus that was elsewhere is left there.
    if (isOther && hadFocus) this.focusLanes();
  }

  /** Gives the focus to the lanes, or to the table over them. */
  focusLanes(): void {
    const scroll = this.element.querySelector<HTMLElement>('.table-scroll');
    (scroll ?? this.#stage.canvas).focus();
  }

  /** Shows the table over the lanes or hides it; returns whether that is a change. */
  #swap(isTable: boolean): boolean {
    const name = isTable ? 'table-view' : 'sr-only';
    if (this.element.className === name) return false;
    this.element.className = name;
    this.#stage.element.classList.toggle('as-table', isTable);
    return true;
  }

  #show(page: TablePage, isTable: boolean): void {
    const table = this.#table(page, isTable);
    if (!isTable) {
      this.element.replaceChildren(table);
      return;
    }
    const focused = placeOfFocus(this.#focusables());
    const top = this.element.querySelector('.table-scroll')?.scrollTop ?? 0;
    const attributes = { tabindex: '0', role: 'group', 'aria-label': 'Tasks as a table' };
    const scroll = element('div', { class: 'table-scroll', attributes }, [table]);
    this.element.replaceChildren(this.#bar(page), scroll);
    scroll.scrollTop = top;
    if (focused >= 0) (this.#focusables()[focused] ?? scroll).focus({ preventScroll: true });
    scroll.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  #focusables(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>('button:enabled, [tabindex]')];
  }

  #bar({ page, pages }: TablePage): HTMLElement {
    const move = (step: number) => () => {
      this.#page = page + step;
      this.#again();
    };
    const back = iconButton('chevron-left', 'Page before', move(-1));
    const next = iconButton('chevron-right', 'Next page', move(1));
    back.disabled = page === 0;
    next.disabled = page >= pages - 1;
    const text = `page ${page + 1} of ${pages.toLocaleString('en-US')}`;
    const lanes = iconButton(
      'graph-line',
      'Show the lanes again (T)',
      () => this.#emit({ type: 'toggle-table' }),
      'Lanes',
    );
    const paging = pages > 1 ? [back, element('span', { text }), next] : [];
    return element('div', { class: 'table-bar' }, [lanes, ...paging]);
  }

  #table({ caption, rows }: TablePage, isTable: boolean): HTMLElement {
    const titles = COLUMNS.map((text) => element('th', { text, attributes: { scope: 'col' } }));
    return element('table', { class: 'task-table' }, [
      element('caption', { text: caption }),
      element('thead', {}, [element('tr', {}, titles)]),
      element(
        'tbody',
        {},
        rows.map((row) => this.#row(row, isTable)),
      ),
    ]);
  }

  #row(row: TableRow, isTable: boolean): HTMLElement {
    const { key, depth, name, state, waitsFor, line, position, since, isSelected } = row;
    const head = element('th', { attributes: { scope: 'row' } });
    head.style.paddingLeft = `${8 + Math.min(depth, 12) * 16}px`;
    const at = element('td');
    const follow: Parameters<typeof linkButton>[2] = (target) =>
      this.#emit({ type: 'follow', target });
    if (isTable) head.append(linkButton(name, { kind: 'task', task: key }, follow));
    else head.append(name);
    if (isTable && position) at.append(linkButton(line, { kind: 'position', position }, follow));
    else at.append(line);
    const attributes: Record<string, string> = isSelected ? { 'aria-current': 'true' } : {};
    return element('tr', { attributes }, [
      ...[head, element('td', { text: state }), element('td', { text: waitsFor }), at],
      element('td', { text: since }),
    ]);
  }
}
