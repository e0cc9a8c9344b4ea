import type { Finding } from '../analysis/finding';
import { summary } from '../analysis/summary';
import { taskStates } from '../analysis/task-states';
import type { RunOutcome, RunRequest } from '../protocol/run';
import { momentAtTime } from '../trace/cursor';
import type { Timeline } from '../trace/timeline';

/** Rises when a reader of the document must change. */
const JSON_REPORT_VERSION = 1;

/** What `--json` prints, as data. Times are seconds on the clock of the run. */
export function jsonReport(
  request: Pick<RunRequest, 'file' | 'clock' | 'slowCallbackDuration'>,
  timeline: Timeline,
  outcome: RunOutcome,
  findings: readonly Finding[],
) {
  const { trace, outputs } = timeline;
  return {
    version: JSON_REPORT_VERSION,
    file: request.file,
    clock: request.clock,
    outcome,
    summary: summary(timeline, request.slowCallbackDuration),
    tasks: taskStates(timeline, momentAtTime(trace, timeline.end)).map((state) => ({
      ...state,
      created: timeline.task(state.task)?.created,
    })),
    findings,
    outputs: outputs.map((event) => ({
      time: trace.time(event),
      task: trace.task(event),
      stream: trace.a(event) === 2 ? 'stderr' : 'stdout',
      text: trace.text(trace.b(event)),
    })),
  };
}
