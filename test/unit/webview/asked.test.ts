import { deepStrictEqual } from 'node:assert/strict';
import { explain } from '../../../src/analysis/explain/explain';
import { momentAtTime } from '../../../src/trace/cursor';
import { targetOfHit } from '../../../src/webview/interaction/hit-target';
import { hitTest } from '../../../src/webview/layout/hit-test';
import type { SceneLane } from '../../../src/webview/layout/scene';
import { columnsOf } from '../../../src/webview/model/inspector-columns';
import { subjectOf } from '../../../src/webview/model/subject';
import { INITIAL_VIEW } from '../../../src/webview/view-state';
import { TraceBuilder, threadTrace } from '../../support/trace-builder';
import { endingsTrace, outputTrace } from '../../support/webview/traces';
import { modelOf, sceneOf } from './support';

describe('targetOfHit', () => {
  const askedOf = (trace = endingsTrace()) => {
    const model = modelOf(trace);
    const scene = sceneOf(model);
    const asked = (x: number, y: number) => {
      const target = targetOfHit(model, hitTest(scene, x, y));
      return target && explain(model.narrator, target)?.headline.text;
    };
    const lane = (name: string) =>
      [scene.loop!, ...scene.lanes].find((one) => one.name.full === name)!;
    const middle = ({ barTop, barHeight }: SceneLane) => barTop + barHeight / 2;
    return { scene, asked, lane, at: (name: string, x: number) => asked(x, middle(lane(name))) };
  };

  it('explains the marks of a lane, output, and what is before and behind a task', () => {
    const { scene, asked, lane, at } = askedOf();
    const mark = (name: string, index: number) => {
      const { x, y } = lane(name).marks[index]!;
      return asked(x, y);
    };
    const output = scene.output!.marks[0]!;
    const marks = [mark('heartbeat', 0), mark('heartbeat', 1), mark('parse', 0)];
    const places = [asked(output.x, output.y), at('parse', 1000), asked(10, 200)];
    deepStrictEqual(
      [...marks, ...places],
      [
        'heartbeat was asked to cancel at 1.500 s',
        'heartbeat was cancelled at 1.600 s',
        'parse failed at 0.850 s',
        'fetch_prices wrote to the error output `parse failed` at 0.860 s',
        'parse failed at 0.850 s',
        undefined,
      ],
    );
  });

  it('explains the time before a task was created, and when no loop ran', () => {
    const t = new TraceBuilder();
    t.output(0, 0, 'hello\n').created(1, 1, 'main').step(1, 1).ended(1.5, 1);
    const { at } = askedOf(t.end(2));
    deepStrictEqual(
      [at('main', 400), at('loop', 400), at('loop', 950)],
      [
        'main did not exist before 1.000 s',
        'No loop ran from 0.000 s to 1.000 s',
        'No loop ran from 1.500 s to 2.000 s',
      ],
    );
  });

  it('explains the end of a job, and of several lines of output the first', () => {
    const jobs = askedOf(threadTrace());
    const { x, y } = jobs.lane('w_1').marks[0]!;
    const printed = askedOf(outputTrace());
    const joined = printed.scene.output!.marks.find(({ first, last }) => last > first)!;
    deepStrictEqual(
      [jobs.asked(x, y), printed.asked(joined.x, joined.y)],
      [
        "`load('b')` ran in the thread w_1 from 0.000 s to 2.000 s",
        'main printed `line 4 at the start` at 0.000 s',
      ],
    );
  });
});

describe('subjectOf', () => {
  it('keeps to what was asked about until the cursor moves on', () => {
    const trace = endingsTrace();
    const model = modelOf(trace);
    const cursor = momentAtTime(trace, 1);
    const asked = { target: { kind: 'end', task: 4 } as const, cursor };
    const subject = (time: number) => {
      const at = momentAtTime(trace, time);
      return subjectOf(model, { ...INITIAL_VIEW, asked, cursor: at }, model.moments.outline(at));
    };
    deepStrictEqual(
      [subject(1), subject(1.57)],
      [
        { kind: 'end', task: 4 },
        { kind: 'loop', span: 10 },
      ],
    );
  });

  it('goes with the cursor when it leaves a selected interval', () => {
    const trace = endingsTrace();
    const model = modelOf(trace);
    const selection = { lane: 3, index: 2 };
    const subject = (time: number) => {
      const at = momentAtTime(trace, time);
      return subjectOf(
        model,
        { ...INITIAL_VIEW, selection, cursor: at },
        model.moments.outline(at),
      );
    };
    const [inside, after] = [subject(0.5), subject(1.57)];
    deepStrictEqual(
      [inside, after],
      [
        { kind: 'interval', interval: 10 },
        { kind: 'interval', interval: 23 },
      ],
    );
  });
});

describe('columnsOf', () => {
  it('stands the groups side by side as there is room, and the explanation first where there is none', () => {
    const group = (id: 'now' | 'coming' | 'task' | 'why') => ({ id, sections: [] });
    const all = [group('now'), group('coming'), group('task'), group('why')];
    const words = (columns: number, groups = all) =>
      columnsOf(groups, columns)
        .map((column) => column.map(({ id }) => id).join(' '))
        .join(' | ');
    const none = all.filter(({ id }) => id !== 'task');
    deepStrictEqual(
      [...[1, 2, 3, 4, 9].map((columns) => words(columns)), words(4, none)],
      [
        'why task now coming',
        'now coming | why task',
        'now | coming | why task',
        'now | coming | task | why',
        'now | coming | task | why',
        'now | coming | why',
      ],
    );
  });
});
