import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { FromTimeline } from '../../../src/protocol/timeline';
import type { TraceStore } from '../../../src/trace/store';
import { Controller } from '../../../src/webview/controller';
import type { Intent } from '../../../src/webview/interaction/intent';
import { speedBeside } from '../../../src/webview/interaction/playback';
import type { FrameClock } from '../../../src/webview/interaction/player';
import { whatHappens } from '../../../src/webview/model/cursor-words';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';
import { modelOf, sceneOf } from './support';

/** Frames that come when a test says so. */
class Frames implements FrameClock {
  #callback: ((now: number) => void) | undefined;
  #now = 0;

  next(callback: (now: number) => void): () => void {
    this.#callback = callback;
    return () => {
      this.#callback = undefined;
    };
  }

  get isAsked(): boolean {
    return this.#callback !== undefined;
  }

  /** Draws a frame after some real seconds. */
  pass(seconds: number): void {
    this.#now += seconds * 1000;
    const callback = this.#callback;
    this.#callback = undefined;
    callback?.(this.#now);
  }
}

function pageOf(trace: TraceStore = blockedSleepTrace(), view: Partial<ViewState> = {}) {
  const model = modelOf(trace);
  const sent: FromTimeline[] = [];
  const said: string[] = [];
  const frames = new Frames();
  const host = {
    post: (message: FromTimeline) => sent.push(message),
    saved: () => undefined,
    save: () => {},
  };
  const ignore = () => {};
  const controller: Controller = new Controller(
    host,
    {
      changed: () => controller.drawn(sceneOf(model, controller.view)),
      announce: (text) => said.push(text),
      ...{ hover: ignore, help: ignore, find: ignore, findNoMore: () => false, inspector: ignore },
    },
    () => 0,
    frames,
  );
  controller.begin(model, { ...INITIAL_VIEW, headWidth: 200, ...view });
  controller.drawn(sceneOf(model, controller.view));
  const act = (...intents: Intent[]) => {
    for (const intent of intents) controller.handle(intent);
  };
  const cursor = () => {
    const at = controller.view.cursor;
    return at && `${at.event} at ${Math.round(at.time * 1000) / 1000}`;
  };
  /** The events of which the extension was told. */
  const told = () =>
    sent.flatMap((message) => (message.type === 'cursor/changed' ? [message.cursor?.event] : []));
  const heads = () => {
    const { loop, lanes } = sceneOf(model, controller.view);
    return [loop!, ...lanes].map(({ note }) => note.full).join(' | ');
  };
  return { model, controller, sent, said, frames, act, cursor, told, heads };
}

const forward: Intent = { type: 'travel', by: 'event', direction: 1 };
const back: Intent = { type: 'travel', by: 'event', direction: -1 };
const play: Intent = { type: 'play' };

/** A run in which everything happens at one moment. */
function momentTrace(): TraceStore {
  const t = new TraceBuilder().created(0, 1, 'main').step(0, 1);
  t.created(0, 2, 'child', 1).suspended(0, 1, 'task', { on: 2 }).step(0, 2).ended(0, 2);
  return t.ready(0, 1, 'woken', 2).step(0, 1).ended(0, 1).end(0);
}

describe('travelling in the page', () => {
  it('moves the heads with each event, though the time stays', () => {
    const { act, heads, controller, model } = pageOf(momentTrace());
    const seen = Array.from({ length: 8 }, () => {
      act(forward);
      return `${whatHappens(model, controller.view.cursor!)}: ${heads()}`;
    });
    deepStrictEqual(seen.slice(2), [
      'main runs: runs main | running | not created yet',
      'main creates child: runs main | running | created',
      'child is put into the ready queue: runs main | running | ready',
      'main waits: task child: between two steps | waiting: task child | ready',
      'child runs: runs child | waiting: task child | running',
      'child is done: between two steps | waiting: task child | done at 0.000 s',
    ]);
  });

  it('tells the extension and screen readers of each movement', () => {
    const { act, told, said } = pageOf();
    act(...Array<Intent>(8).fill(forward), back);
    deepStrictEqual(told(), [0, 1, 2, 3, 4, 5, 6, 7, 6]);
    deepStrictEqual(said.slice(-2), [
      '0.000 s, main waits: task func1, line 19. Loop: between two steps.',
      '0.000 s, func2 is put into the ready queue. Loop: runs main.',
    ]);
  });

  it('follows the selected task', () => {
    const { act, told } = pageOf();
    const step: Intent = { type: 'travel', by: 'step', direction: 1 };
    act(step, step);
    act({ type: 'select-lane', step: 1 }, { type: 'select-lane', step: 1 }, step);
    act({ type: 'clear' }, step);
    deepStrictEqual(told(), [2, 8, 23, undefined, 2]);
  });

  it('says when nothing follows, and moves nothing', () => {
    const { act, said, told } = pageOf();
    act({ type: 'travel', by: 'run', direction: 1 }, forward);
    act({ type: 'travel', by: 'run', direction: -1 }, back);
    deepStrictEqual(
      [said[1], said[3], told()],
      [...['Nothing follows.', 'Nothing comes before.'], [25, 0]],
    );
  });

  it('brings the cursor into sight', () => {
    const { act, controller } = pageOf(blockedSleepTrace(), { range: { from: 0, to: 0.5 } });
    act({ type: 'travel', by: 'run', direction: 1 });
    strictEqual(controller.view.range!.to >= 2, true);
    controller.setCursor({ event: 0, time: 0 });
    strictEqual(controller.view.range!.from <= 0, true);
  });

  it('asks the extension for findings, and says what it answers', () => {
    const { act, sent, said, controller } = pageOf();
    act({ type: 'go-to-finding', step: -1 });
    controller.setCursor({ event: 13, time: 2 }, 'Finding 1 of 1: time.sleep(2) held the loop.');
    deepStrictEqual(sent, [{ type: 'finding/go', step: -1 }]);
    deepStrictEqual(said, ['Finding 1 of 1: time.sleep(2) held the loop.']);
  });

  it('tells the extension of a cursor that was kept over a reload', () => {
    const cursor = { event: 12, time: 1 };
    deepStrictEqual(pageOf(blockedSleepTrace(), { cursor }).sent, [
      { type: 'cursor/changed', cursor },
    ]);
  });

  it('says what the loop does where the axis is clicked', () => {
    const { act, said } = pageOf();
    act({ type: 'click', x: 420, y: 10 });
    deepStrictEqual(said, ['0.500 s. Loop: held by func2.']);
  });
});

describe('playing', () => {
  it('lets the time pass as fast as is wished, up to the end', () => {
    const { act, frames, cursor, controller } = pageOf();
    act(play, { type: 'change-speed', step: -1 });
    const seen = [0, 0.1, 0.5, 1, 1, 1, 1].map((seconds) => {
      frames.pass(seconds);
      return [cursor(), controller.isPlaying];
    });
    // Half a second of the run in a second, in frames of a second at most.
    deepStrictEqual(seen, [
      ['0 at 0', true],
      ['12 at 0.05', true],
      ['12 at 0.3', true],
      ['12 at 0.8', true],
      ['12 at 1.3', true],
      ['12 at 1.8', true],
      ['25 at 2', false],
    ]);
    strictEqual(frames.isAsked, false);
  });

  it('goes event by event where all is one moment', () => {
    const { act, frames, cursor } = pageOf(momentTrace());
    act(play);
    const seen = [0, 0.25, 0.25, 0.1, 0.1, 0.1, 1].map((seconds) => {
      frames.pass(seconds);
      return cursor();
    });
    deepStrictEqual(seen, [
      ...['0 at 0', '1 at 0', '2 at 0', '2 at 0', '2 at 0', '3 at 0', '7 at 0'],
    ]);
  });

  it('pauses where it is, goes on from there, and begins anew after the end', () => {
    const { act, frames, cursor, told } = pageOf();
    act(play);
    frames.pass(0);
    frames.pass(0.5);
    act(play);
    frames.pass(1);
    strictEqual(cursor(), '12 at 0.5');
    act(play);
    frames.pass(0);
    frames.pass(0.25);
    strictEqual(cursor(), '12 at 0.75');
    act({ type: 'travel', by: 'run', direction: 1 }, play);
    deepStrictEqual([cursor(), told().at(-1)], ['0 at 0', 0]);
  });

  it('ends when somebody moves the cursor', () => {
    const { act, frames, controller } = pageOf();
    const moves: (() => void)[] = [
      () => act(forward),
      () => act({ type: 'click', x: 420, y: 10 }),
      () => act({ type: 'clear' }),
      () => controller.setCursor({ event: 3, time: 0 }),
    ];
    const after = moves.map((move) => {
      act(play);
      move();
      return [controller.isPlaying, frames.isAsked];
    });
    deepStrictEqual(after, Array(moves.length).fill([false, false]));
  });

  it('tells others only now and then, and of the last moment for certain', () => {
    const { act, frames, told, said } = pageOf();
    act(play);
    for (let frame = 0; frame <= 130; frame++) frames.pass(1 / 60);
    // Two seconds, at most ten messages a second, and the ones of the beginning and the end.
    deepStrictEqual([told().length <= 24, told().at(-1)], [true, 25]);
    deepStrictEqual(said.slice(2), ['2.000 s, the run is over. Loop: idle.']);
    strictEqual(said.length, 3);
  });

  it('has speeds from a tenth to ten', () => {
    deepStrictEqual(
      [0.1, 1, 10].map((speed) => [speedBeside(speed, -1), speedBeside(speed, 1)]),
      [
        [0.1, 0.2],
        [0.5, 2],
        [5, 10],
      ],
    );
  });
});
