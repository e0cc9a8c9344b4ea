import { type Travel, travel } from '../../analysis/travel';
import type { CursorMoment } from '../../trace/cursor';
import type { Host } from '../host';
import { LOOP_LANE } from '../layout/scene';
import { spokenCursor } from '../model/cursor-words';
import type { TimelineModel } from '../model/timeline-model';
import { showMoment } from './navigate';
import { Playback, playFrom, speedBeside } from './playback';
import { type FrameClock, Player } from './player';
import { sceneNow } from './scene-now';
import type { ViewHolder } from './view-holder';

/** Intents that move the cursor without naming a place. */
export type TravelIntent =
  | ({ readonly type: 'travel' } & Travel)
  /** Play, or stop playing. */
  | { readonly type: 'play' }
  /** Play faster (1) or slower (-1). */
  | { readonly type: 'change-speed'; readonly step: 1 | -1 }
  /** Virtual seconds in a real one. */
  | { readonly type: 'set-speed'; readonly speed: number }
  | { readonly type: 'go-to-finding'; readonly step: 1 | -1 };

/** While a run is played: real milliseconds between two messages to the extension. */
const POST_MS = 100;
/** The same for what screen readers are told. */
const SAY_MS = 2500;

/**
 * Moves the cursor, and tells the extension and screen readers where it is.
 *
 * 1. Whoever moves the cursor stops playing.
 * 2. While a run is played, the picture follows each frame, and all others a few times a second; they hear
 *    of the last place for certain.
 */
export class Traveller {
  readonly #player: Player;
  #playback = new Playback();
  #posted = Number.NEGATIVE_INFINITY;
  #said = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly holder: ViewHolder,
    private readonly host: Pick<Host, 'post'>,
    private readonly announce: (text: string) => void,
    clock: FrameClock,
  ) {
    this.#player = new Player(clock, (seconds, now) => this.#advance(seconds, now));
  }

  get isPlaying(): boolean {
    return this.#player.isPlaying;
  }

  /** A new run is shown; its view may have kept a cursor that the extension does not know. */
  begin(): void {
    this.#player.stop();
    if (this.holder.view.cursor) this.#post();
  }

  /** Undefined: to the end of the run. */
  moveTo(cursor: CursorMoment | undefined): void {
    this.#player.stop();
    this.holder.change({ cursor });
    this.#post();
  }

  /** The same, and says what happens there. */
  goTo(cursor: CursorMoment | undefined): void {
    this.moveTo(cursor);
    this.#say();
  }

  /** The extension moved the cursor; it is not told about it. */
  follow(cursor: CursorMoment | undefined, says: string | undefined): void {
    this.#player.stop();
    this.#show(cursor);
    if (says === undefined) this.#say();
    else this.announce(says);
  }

  obey(intent: TravelIntent): void {
    const { model, view } = this.holder;
    if (!model) return;
    switch (intent.type) {
      case 'travel':
        this.#travel(model, intent);
        break;
      case 'play':
        if (this.isPlaying) this.#pause();
        else this.#play(model);
        break;
      case 'change-speed':
        this.#setSpeed(speedBeside(view.speed, intent.step));
        break;
      case 'set-speed':
        this.#setSpeed(intent.speed);
        break;
      case 'go-to-finding':
        this.host.post({ type: 'finding/go', step: intent.step });
        break;
    }
  }

  #travel(model: TimelineModel, movement: Travel): void {
    const { cursor, selection } = this.holder.view;
    const lane = selection?.lane ?? LOOP_LANE;
    const next = travel(model, cursor, movement, lane > LOOP_LANE ? lane : undefined);
    if (next === undefined) {
      this.announce(movement.direction > 0 ? 'Nothing follows.' : 'Nothing comes before.');
      return;
    }
    this.#player.stop();
    this.#show(next);
    this.#post();
    this.#say();
  }

  #play(model: TimelineModel): void {
    this.#playback = new Playback();
    this.#show(playFrom(model, this.holder.view.cursor));
    this.#post();
    this.announce(`Playing ${this.holder.view.speed}×.`);
    this.#player.start();
  }

  #pause(): void {
    this.#player.stop();
    this.holder.change({});
    this.#post();
    this.#say();
  }

  #setSpeed(speed: number): void {
    this.holder.change({ speed });
    this.announce(`Speed ${speed}×.`);
  }

  #advance(seconds: number, now: number): boolean {
    const { model, view } = this.holder;
    if (!model || !view.cursor) return false;
    const next = this.#playback.next(
      model,
      view.cursor,
      seconds * view.speed,
      view.scale === 'order',
    );
    if (next === undefined) {
      this.#show(model.lastMoment);
      this.#post();
      this.#say();
      return false;
    }
    if (next !== view.cursor) this.#show(next);
    if (now - this.#posted >= POST_MS) {
      this.#posted = now;
      this.#post();
    }
    if (now - this.#said >= SAY_MS) {
      this.#said = now;
      this.#say();
    }
    return true;
  }

  /** Moves the cursor, and the picture if it would be out of sight. */
  #show(cursor: CursorMoment | undefined): void {
    const { model, scene, view } = this.holder;
    const canMove = model && scene && cursor;
    const seen = canMove ? showMoment(view, sceneNow(scene, view, model), cursor) : view;
    this.holder.change({ ...seen, cursor });
  }

  #post(): void {
    this.host.post({ type: 'cursor/changed', cursor: this.holder.view.cursor });
  }

  #say(): void {
    const { model, view } = this.holder;
    if (model) this.announce(spokenCursor(model, view.cursor));
  }
}
