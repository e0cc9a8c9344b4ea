import type { Host } from '../host';
import { LOOP_LANE } from '../layout/scene';
import type { Details } from '../model/details';
import { rowsOf } from '../model/rows';
import type { TimelineModel } from '../model/timeline-model';
import type { Selection } from '../view-state';
import { foldWords, withLaneSeen } from './fold';
import { momentOfSelection } from './moments-of';
import { showLane, showMoment } from './navigate';
import { stepInTree, stepLane, stepSpan } from './select';
import { selectionDetails } from './selection-details';
import type { Traveller } from './traveller';
import type { ViewHolder } from './view-holder';

/** Selects lanes and intervals, brings them into view, and says what they are. */
export class Selecting {
  constructor(
    private readonly holder: ViewHolder,
    private readonly traveller: Traveller,
    private readonly host: Pick<Host, 'post'>,
    private readonly announce: (text: string) => void,
  ) {}

  /** What is to be said about the selection; undefined if nothing is selected. */
  details(model: TimelineModel): Details | undefined {
    const { selection, cursor } = this.holder.view;
    return selection && selectionDetails(model, selection, cursor);
  }

  stepLane(model: TimelineModel, step: number): void {
    this.select(stepLane(model, this.holder.view, step));
  }

  /** One interval before or after, or as in a tree; see `stepInTree`. */
  stepSpan(model: TimelineModel, step: number, toggleLane: () => void): void {
    const { view } = this.holder;
    const inTree = stepInTree(model, view, step);
    if (!inTree) this.#stepInLane(model, step);
    else if (inTree.folds === view.folds) this.select(inTree.selection);
    else toggleLane();
  }

  /** Selects a task, even if its lane was hidden; `isTold`: the extension hears of it. */
  selectTask(task: number, isTold: boolean): void {
    const { model, view } = this.holder;
    if (model) this.holder.change(withLaneSeen(model, view, task));
    const selection = { lane: task, index: undefined };
    if (isTold) this.select(selection);
    else this.show(selection);
  }

  select(selection: Selection | undefined): void {
    if (!selection) return;
    const before = this.#task;
    this.show(selection);
    this.#tell(before);
  }

  /** Nothing is selected or marked any more. */
  clear(): void {
    const before = this.#task;
    this.holder.change({ selection: undefined, marked: undefined });
    this.#tell(before);
  }

  /** Selects without telling the extension. */
  show(selection: Selection): void {
    const { model, scene, view } = this.holder;
    if (!model) return;
    const row = rowsOf(model, view).findIndex(({ key }) => key === selection.lane);
    const height = scene?.lanes[0]?.height ?? 0;
    const next = { ...view, selection, asked: undefined };
    this.holder.change(row >= 0 && scene ? showLane(next, scene, row, height) : next);
    this.#say(model, selection);
  }

  #say(model: TimelineModel, { lane, index }: Selection): void {
    const details = this.details(model);
    if (!details) return;
    const nested = index === undefined ? foldWords(model, this.holder.view, lane) : [];
    const facts = [details.title, ...details.lines, ...nested].join(', ');
    this.announce(details.why?.length ? `${facts}. ${details.why.join(' ')}` : facts);
  }

  #stepInLane(model: TimelineModel, step: number): void {
    const { scene, view } = this.holder;
    const lane = view.selection ?? stepLane(model, view, step);
    if (!lane || !scene) return;
    const cursor = view.selection?.index === undefined ? view.cursor : undefined;
    const next = stepSpan(model, lane, step, cursor);
    this.select(next);
    const moment = momentOfSelection(model, next);
    if (!moment) return;
    this.holder.change(showMoment(this.holder.view, scene, moment));
    this.traveller.moveTo(moment);
  }

  /** The task whose lane is selected. */
  get #task(): number | undefined {
    const lane = this.holder.view.selection?.lane ?? LOOP_LANE;
    return lane > LOOP_LANE ? lane : undefined;
  }

  #tell(before: number | undefined): void {
    const task = this.#task;
    if (task !== before) this.host.post({ type: 'task/selected', task });
  }
}
