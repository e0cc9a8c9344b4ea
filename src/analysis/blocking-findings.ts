import type { Position } from '../trace/schema';
import type { Timeline } from '../trace/timeline';
import { awaitInstead } from './await-instead';
import { type CallbackPositions, type Hold, holdsOfStep } from './blocking-lines';
import {
  blockingAdvice,
  blockingCode,
  blockingMessage,
  type LineHolds,
  mainHold,
} from './blocking-message';
import { type BlockingStep, blockingSteps } from './blocking-steps';
import { delaysByLine } from './delays';
import type { Finding } from './finding';
import { roundSeconds } from './format-seconds';
import { type AsyncioNames, asyncioNames } from './language';
import { TaskNames } from './task-names';

/**
 * The lines that held the loop, one finding for each source line, in the order in which they first
 * did, with the tasks that they delayed.
 *
 * `slowCallbackDuration`: seconds from which a step or callback counts as blocking.
 */
export function blockingFindings(timeline: Timeline, slowCallbackDuration: number): Finding[] {
  const steps = blockingSteps(timeline, slowCallbackDuration);
  const callbacks = callbackPositions(timeline, steps);
  const lines = new Map<string, Hold[]>();
  for (const step of steps) {
    for (const hold of holdsOfStep(timeline, step, slowCallbackDuration, callbacks)) {
      const known = lines.get(hold.line);
      if (known) known.push(hold);
      else lines.set(hold.line, [hold]);
    }
  }
  const all = [...lines.values()];
  const delays = delaysByLine(
    timeline,
    new TaskNames(timeline),
    all.map((holds) => holds.flatMap((hold) => hold.segments)),
  );
  const names = asyncioNames(timeline.trace);
  return all.map((holds, index) => {
    const { delayed, count } = delays[index]!;
    return { ...describe(holds, names), delayed, delayedCount: count };
  });
}

function describe(
  holds: readonly Hold[],
  names: AsyncioNames,
): Omit<Finding, 'delayed' | 'delayedCount'> {
  const seconds = roundSeconds(holds.reduce((sum, hold) => sum + hold.seconds, 0));
  const line: LineHolds = { holds, seconds };
  const { kind, instead } = mainHold(line);
  const { position } = holds[0]!;
  const fix = position && instead && awaitInstead(instead, position.file);
  return {
    code: blockingCode(line),
    severity: 'warning',
    position,
    message: blockingMessage(line),
    advice: blockingAdvice(line, names),
    time: holds[0]!.segments[0]!.from,
    count: holds.length,
    seconds,
    ...(kind === 'call' && fix && { fix }),
  };
}

/** Where the blocking callbacks were scheduled: `callback.started` itself does not say. */
function callbackPositions({ trace }: Timeline, steps: readonly BlockingStep[]): CallbackPositions {
  const positions = new Map<number, Position>();
  const startedBy = new Map<number, number>();
  for (const step of steps) {
    if (step.kind === 'callback') startedBy.set(trace.a(step.event), step.event);
  }
  for (let event = 0; event < trace.length && startedBy.size > 0; event++) {
    if (trace.kind(event) !== 'callback.ready') continue;
    const started = startedBy.get(trace.a(event));
    const position = trace.positionOf(event);
    if (started !== undefined && position) positions.set(started, position);
  }
  return positions;
}
