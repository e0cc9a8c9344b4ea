import type { Scene } from '../layout/scene';
import { runStart } from '../model/notes';
import type { TimelineModel } from '../model/timeline-model';
import type { TimeRange } from '../scale/time-scale';
import { INITIAL_VIEW, type ViewState } from '../view-state';
import { followed, followIfSeen } from './follow-end';

/** What a controller and its parts share: the run, the last scene that was drawn, and the view. */
export class ViewHolder {
  #model: TimelineModel | undefined;
  #scene: Scene | undefined;
  #view: ViewState = INITIAL_VIEW;

  /** `changed`: the view must be drawn. */
  constructor(private readonly changed: () => void) {}

  get model(): TimelineModel | undefined {
    return this.#model;
  }

  /** Undefined until the run was drawn. */
  get scene(): Scene | undefined {
    return this.#scene;
  }

  get view(): ViewState {
    return this.#view;
  }

  begin(model: TimelineModel, view: ViewState): void {
    this.#model = model;
    this.#scene = undefined;
    this.#view = view;
  }

  drawn(scene: Scene): void {
    this.#scene = scene;
  }

  change(change: Partial<ViewState>): void {
    const before = this.#view;
    const view = { ...before, ...change };
    const isMoved = view.range !== before.range;
    const drawn = this.#scene?.scale;
    this.#view = isMoved && this.#model ? followIfSeen(view, this.#model, drawn) : view;
    this.changed();
  }

  /** The run has grown; the frame that shows it is about to be drawn. */
  grow(): void {
    if (this.#model) this.#view = followed(this.#view, this.#model);
  }
}

/** All of a run, in seconds. */
export function runTimes(model: TimelineModel): TimeRange {
  return { from: runStart(model), to: model.timeline.end };
}
