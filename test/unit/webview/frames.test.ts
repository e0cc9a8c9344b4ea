import { deepStrictEqual } from 'node:assert/strict';
import { Frames } from '../../../src/webview/frames';

/** A page whose time stands still but for drawing, and for what a test lets pass. */
class Page {
  now = 0;
  /** When something was drawn, in milliseconds. */
  readonly drawn: number[] = [];
  /** Pauses that were asked for, and those that were taken back. */
  readonly pauses: string[] = [];
  #frame: (() => void) | undefined;
  #later: (() => void) | undefined;
  readonly frames: Frames;

  /** `drawing`: how many milliseconds a frame takes. */
  constructor(drawing: number) {
    const draw = () => {
      this.drawn.push(this.now);
      this.now += drawing;
    };
    this.frames = new Frames(draw, {
      now: () => this.now,
      inNextFrame: (act) => {
        this.#frame = act;
      },
      after: (pause, act) => {
        this.pauses.push(`${pause} ms`);
        this.#later = act;
        return () => this.pauses.push('taken back');
      },
    });
  }

  /** The next animation frame. */
  frame(): void {
    const act = this.#frame;
    this.#frame = undefined;
    act?.();
  }

  /** The pause is over. */
  wait(milliseconds: number): void {
    this.now += milliseconds;
    this.#later?.();
  }
}

describe('Frames', () => {
  it('draw once for all that asked, and again only if somebody asks again', () => {
    const page = new Page(1);
    page.frames.ask();
    page.frames.ask();
    page.frames.askForGrowth();
    page.frame();
    page.frame();
    page.now = 16;
    page.frames.ask();
    page.frame();
    deepStrictEqual([page.drawn, page.pauses], [[0, 16], []]);
  });

  it('draw what grows in each frame while that is quick', () => {
    const page = new Page(1);
    for (let time = 0; time < 3; time++) {
      page.frames.askForGrowth();
      page.frame();
    }
    deepStrictEqual([page.drawn, page.pauses], [[0, 1, 2], []]);
  });

  it('wait before they draw what grows if drawing takes long, and count pieces meanwhile as one', () => {
    const page = new Page(50);
    page.frames.askForGrowth();
    page.frame();
    page.frames.askForGrowth();
    page.frames.askForGrowth();
    page.frame();
    page.wait(200);
    page.frame();
    deepStrictEqual(
      [page.drawn, page.pauses],
      [
        [0, 250],
        ['200 ms', 'taken back'],
      ],
    );
  });

  it('do not let the user wait for what grows', () => {
    const page = new Page(50);
    page.frames.ask();
    page.frame();
    page.frames.askForGrowth();
    page.frames.ask();
    page.frame();
    deepStrictEqual(
      [page.drawn, page.pauses],
      [
        [0, 50],
        ['200 ms', 'taken back'],
      ],
    );
  });
});
