import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { isLeftBehind } from '../../../src/webview/interaction/follow-end';
import { navigate } from '../../../src/webview/interaction/navigate';
import { ViewHolder } from '../../../src/webview/interaction/view-holder';
import { TimelineModel } from '../../../src/webview/model/timeline-model';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { TraceBuilder } from '../../support/trace-builder';
import { sceneOf } from './support';

/** A run that goes on, of which a line of output at each second is all that is known. */
function liveRun(view: Partial<ViewState> = {}) {
  const header = { runId: 'live', title: 'live.py', file: '/scenarios/live.py' };
  const model = new TimelineModel({ ...header, clock: 'system', slowCallbackDuration: 0.1 });
  const trace = new TraceBuilder();
  const holder = new ViewHolder(() => {});
  holder.begin(model, { ...INITIAL_VIEW, ...view });
  const growTo = (second: number) => {
    const { length, texts, positions } = model.trace;
    trace.output(second, 0, `second ${second}\n`);
    model.append(trace.soFar().slice(length, texts.length, positions.length));
    holder.grow();
  };
  const seen = () => ({ range: holder.view.range, behind: isLeftBehind(holder.view, model) });
  return { model, holder, growTo, seen };
}

describe('A view of a run that goes on', () => {
  it('shows all of the run as long as nobody zooms', () => {
    const { growTo, seen } = liveRun();
    growTo(10);
    growTo(20);
    deepStrictEqual(seen(), { range: undefined, behind: false });
  });

  it('moves along with the end of the run while the end is in sight', () => {
    const { holder, growTo, seen } = liveRun();
    growTo(10);
    holder.change({ range: { from: 6, to: 11 } });
    growTo(14);
    deepStrictEqual(seen(), { range: { from: 10, to: 15 }, behind: false });
  });

  it('moves along by cells on the scale of order', () => {
    const { model, holder, growTo, seen } = liveRun({ scale: 'order' });
    growTo(10);
    const { size } = model.order;
    holder.change({ range: { from: size - 10, to: size + 2 } });
    growTo(14);
    // A line of output is a cell of two halves.
    deepStrictEqual(seen(), { range: { from: size - 8, to: size + 4 }, behind: false });
  });

  it('follows from the end that was drawn, although the run has grown since', () => {
    const { model, holder, growTo, seen } = liveRun();
    growTo(10);
    holder.change({ range: { from: 2, to: 3 } });
    const scene = sceneOf(model, holder.view);
    holder.drawn(scene);
    growTo(14);
    holder.change(navigate(holder.view, { type: 'end' }, scene));
    growTo(15);
    const { range, behind } = seen();
    deepStrictEqual([behind, range!.to > 15, range!.to - range!.from], [false, true, 1]);
  });

  it('stays where the user moved it, is left behind then, and follows again from the end on', () => {
    const { model, holder, growTo, seen } = liveRun();
    growTo(10);
    holder.change({ range: { from: 6, to: 11 } });
    holder.change({ range: { from: 2, to: 7 } });
    growTo(12);
    deepStrictEqual(seen(), { range: { from: 2, to: 7 }, behind: true });
    const scene = sceneOf(model, holder.view);
    holder.change(navigate(holder.view, { type: 'end' }, scene));
    const { range } = seen();
    growTo(15);
    deepStrictEqual(seen(), {
      range: range && { from: range.from + 3, to: range.to + 3 },
      behind: false,
    });
  });

  it('stands still once the run is over, and is not left behind', () => {
    const { model, holder, growTo, seen } = liveRun();
    growTo(10);
    holder.change({ range: { from: 6, to: 11 } });
    model.finish();
    holder.grow();
    deepStrictEqual(seen(), { range: { from: 6, to: 11 }, behind: false });
    holder.change({ range: { from: 7, to: 12 } });
    strictEqual(holder.view.beyondEnd, undefined);
  });

  it('comes to the same place when a reloaded page gets the run again', () => {
    const { growTo, seen } = liveRun({ range: { from: 6, to: 11 }, beyondEnd: 1 });
    for (const second of [3, 8, 10]) growTo(second);
    deepStrictEqual(seen(), { range: { from: 6, to: 11 }, behind: false });
  });
});
