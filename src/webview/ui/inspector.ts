import type { InspectorText } from '../../protocol/timeline';
import type { IntentSink } from '../interaction/intent';
import { inspect } from '../model/inspector';
import { columnsOf } from '../model/inspector-columns';
import { inspectorHead } from '../model/inspector-head';
import type { Inspection, InspectorGroup, SectionId } from '../model/inspector-section';
import { subjectOf } from '../model/subject';
import type { TimelineModel } from '../model/timeline-model';
import type { ViewState } from '../view-state';
import { element } from './dom';
import { describeSection, type SectionActions, SectionView } from './inspector-section';
import { Splitter } from './splitter';

const FIRST_ROWS: Readonly<Record<SectionId, number>> = {
  ...{ running: 8, ready: 5, due: 5, timers: 4, waiting: 6, workers: 6 },
  ...{ output: 6, task: 12, stack: 40, why: 12 },
};
/** Rows that a click adds. */
const MORE_ROWS = 200;
/** CSS pixels; the lanes keep their room by the style sheet. */
const LEAST_HEIGHT_PX = 64;
/** CSS pixels that a column takes at least. */
const COLUMN_PX = 285;
/** Milliseconds between two looks at a trace that still grows. */
const LIVE_MS = 200;

type Shown = readonly unknown[];

/** The part below the lanes: what the loop has in its hands at the cursor, and why. */
export class Inspector {
  readonly element: HTMLElement;
  readonly #emit: IntentSink;
  readonly #again: () => void;
  readonly #splitter: Splitter;
  readonly #place = element('span', { class: 'inspector-place' });
  readonly #toggle: HTMLButtonElement;
  readonly #chevron = element('span', { attributes: { 'aria-hidden': 'true' } });
  readonly #body = element('div', { class: 'inspector-body', attributes: { tabindex: '0' } });
  readonly #groups = new Map<string, HTMLElement>();
  readonly #sections = new Map<SectionId, SectionView>();
  readonly #limits = new Map<SectionId, number>();
  readonly #actions: SectionActions;
  #shown: Shown = [];
  #nextLook = 0;
  #columns = 1;
  #isOpen = true;

  /** `again` asks for another `update` in a frame to come. */
  constructor(emit: IntentSink, again: () => void) {
    this.#emit = emit;
    this.#again = again;
    this.#actions = {
      follow: (target) => emit({ type: 'follow', target }),
      resize: (section, isMore) => this.#resize(section, isMore),
    };
    const resize = (height: number) =>
      emit({ type: 'resize-inspector', height: Math.max(LEAST_HEIGHT_PX, Math.round(height)) });
    this.#splitter = new Splitter(() => this.element.offsetHeight, resize);
    this.#toggle = this.#toggleButton();
    const head = element('div', { class: 'inspector-head' }, [
      element('h2', {}, [this.#toggle]),
      this.#place,
    ]);
    this.element = element(
      'section',
      { class: 'inspector', attributes: { 'aria-label': 'Inspector' } },
      [...[this.#splitter.element, head, this.#body]],
    );
    this.element.hidden = true;
    window.addEventListener('resize', again);
    new ResizeObserver(([entry]) => this.#arrange(entry!.contentRect.width)).observe(this.element);
  }

  /**
   * Shows the moment of the view; what has not changed costs nothing. Without room for it and the lanes it is
   * closed, unless the user wants it otherwise.
   */
  update(model: TimelineModel, view: ViewState, hasRoom: boolean): void {
    this.element.hidden = !model.hasLoop;
    if (this.element.hidden) return;
    this.#layOut(view, hasRoom);
    const now: Shown = [
      ...[model, model.version, view.cursor, view.selection, view.asked, this.#isOpen],
    ];
    if (now.every((part, index) => part === this.#shown[index])) return;
    if (this.#mustWait(model)) return;
    if (model !== this.#shown[0]) this.#limits.clear();
    this.#shown = now;
    this.#show(model, view);
  }

  /** Shows or hides it, as the user wants from now on. */
  toggle(): void {
    this.#emit({ type: 'show-inspector', isOpen: !this.#isOpen });
  }

  /** What can be read in it, for tests; undefined while it is closed. */
  describe(): InspectorText[] | undefined {
    if (this.element.hidden || !this.#isOpen) return undefined;
    const sections = this.#body.querySelectorAll<HTMLElement>('.inspector-section');
    return [...sections].map((section) => describeSection(section));
  }

  #toggleButton(): HTMLButtonElement {
    const attributes = { type: 'button', 'aria-controls': 'inspector-body' };
    this.#body.id = 'inspector-body';
    const title = 'Show or hide the inspector (I)';
    const button = element('button', { class: 'inspector-toggle', title, attributes }, [
      this.#chevron,
      element('span', { text: 'Inspector' }),
    ]);
    button.addEventListener('click', () => this.toggle());
    return button;
  }

  #layOut({ isInspectorOpen, inspectorHeight }: ViewState, hasRoom: boolean): void {
    const isOpen = isInspectorOpen ?? hasRoom;
    this.#isOpen = isOpen;
    this.#body.hidden = !isOpen;
    this.#splitter.element.hidden = !isOpen;
    this.element.classList.toggle('closed', !isOpen);
    const isWanted = inspectorHeight !== undefined || isInspectorOpen === true;
    this.element.classList.toggle('wanted', isOpen && isWanted);
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    this.#chevron.className = `codicon codicon-chevron-${isOpen ? 'down' : 'right'}`;
    const height = isOpen && inspectorHeight !== undefined ? `${inspectorHeight}px` : '';
    if (this.element.style.height !== height) this.element.style.height = height;
  }

  /** A trace that grows in every frame is looked at only now and then. */
  #mustWait(model: TimelineModel): boolean {
    if (!model.isLive || model !== this.#shown[0]) return false;
    const now = performance.now();
    if (now < this.#nextLook) {
      setTimeout(this.#again, this.#nextLook - now);
      return true;
    }
    this.#nextLook = now + LIVE_MS;
    return false;
  }

  #show(model: TimelineModel, view: ViewState): void {
    const task = Math.max(0, view.selection?.lane ?? 0);
    const moment = model.moments.outline(view.cursor ?? model.lastMoment);
    const inspection = inspect(model, {
      ...{ moment, isEnd: !view.cursor, task, subject: subjectOf(model, view, moment) },
      limit: (section) => (this.#isOpen ? this.#limit(section) : 0),
    });
    const head = inspectorHead(inspection, this.#isOpen, !view.cursor);
    this.#place.textContent = head;
    this.#place.title = head;
    if (this.#isOpen) this.#fill(inspection);
  }

  #limit(section: SectionId): number {
    return this.#limits.get(section) ?? FIRST_ROWS[section];
  }

  #fill({ groups }: Inspection): void {
    const columns = columnsOf(groups, this.#columns);
    while (this.#body.children.length > columns.length) this.#body.lastElementChild?.remove();
    for (const [index, column] of columns.entries()) {
      const parent = this.#body.children[index] ?? element('div', { class: 'inspector-column' });
      if (!parent.parentElement) this.#body.append(parent);
      replaceIfOther(
        parent,
        column.map((group) => this.#group(group)),
      );
    }
    this.#body.style.gridTemplateColumns = `repeat(${columns.length}, minmax(0, 1fr))`;
  }

  #group({ id, sections }: InspectorGroup): HTMLElement {
    const group = this.#groups.get(id) ?? element('div', { class: `inspector-group group-${id}` });
    this.#groups.set(id, group);
    const views = sections.map((section) => {
      const view = this.#sections.get(section.id) ?? new SectionView(this.#actions);
      this.#sections.set(section.id, view);
      view.update(section, this.#limits.has(section.id));
      return view.element;
    });
    replaceIfOther(group, views);
    return group;
  }

  #resize(section: SectionId, isMore: boolean): void {
    if (isMore) this.#limits.set(section, this.#limit(section) + MORE_ROWS);
    else this.#limits.delete(section);
    this.#shown = [this.#shown[0]];
    this.#again();
  }

  /** The order of reading is that of the page, so the parts themselves change their places. */
  #arrange(width: number): void {
    this.#splitter.setShare(this.element.offsetHeight / window.innerHeight);
    const columns = Math.max(1, Math.floor(width / COLUMN_PX));
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.#shown = [this.#shown[0]];
    this.#again();
  }
}

/** Elements that stay in their places keep their scroll positions and the focus. */
function replaceIfOther(parent: Element, children: readonly HTMLElement[]): void {
  const isSame =
    parent.children.length === children.length &&
    children.every((child, index) => parent.children[index] === child);
  if (!isSame) parent.replaceChildren(...children);
}
