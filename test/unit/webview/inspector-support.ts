import type { CursorMoment } from '../../../src/trace/cursor';
import type { TraceStore } from '../../../src/trace/store';
import { inspect } from '../../../src/webview/model/inspector';
import type { Inspection } from '../../../src/webview/model/inspector-section';
import { subjectOf } from '../../../src/webview/model/subject';
import { INITIAL_VIEW, type ViewState } from '../../../src/webview/view-state';
import { inspectionText } from '../../support/inspection';
import { modelOf } from './support';

/** All that the inspector says about a moment; `view` may select. */
export function said(
  trace: TraceStore,
  cursor: CursorMoment | undefined,
  view: Partial<ViewState> = {},
): string[] {
  return inspectionText(inspected(trace, cursor, view));
}

export function inspected(
  trace: TraceStore,
  cursor: CursorMoment | undefined,
  view: Partial<ViewState> = {},
): Inspection {
  const model = modelOf(trace, { title: 'example.py', file: '/scenarios/example.py' });
  const seen = { ...INITIAL_VIEW, ...view, cursor };
  const task = Math.max(0, seen.selection?.lane ?? 0);
  const moment = model.moments.outline(cursor ?? model.lastMoment);
  const subject = subjectOf(model, seen, moment);
  const isEnd = cursor === undefined;
  return inspect(model, { moment, isEnd, task, subject, limit: () => 4 });
}
