import { Moments } from '../../src/trace/moment';
import type { StackMoment } from '../../src/trace/stack-log';
import type { Timeline } from '../../src/trace/timeline';

/** The stack and the variables of each task at each of its waits, in words. */
export function stackTranscript(timeline: Timeline): string {
  const { trace } = timeline;
  const moments = new Moments(timeline);
  const lines: string[] = [];
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) !== 'task.suspended') continue;
    const task = trace.task(event);
    const stack = moments.stack(task, event);
    lines.push(`${trace.time(event).toFixed(3)} ${timeline.task(task)?.name} waits`);
    lines.push(...(stack === undefined ? ['  unknown'] : linesOf(stack)));
  }
  return `${lines.join('\n')}\n`;
}

/** The coroutines of each task at each of its waits, with the names of their variables in alphabetical order. */
export function variablesByWait(timeline: Timeline): string[] {
  const { trace } = timeline;
  const moments = new Moments(timeline);
  const waits: string[] = [];
  for (let event = 0; event < trace.length; event++) {
    if (trace.kind(event) !== 'task.suspended') continue;
    const task = trace.task(event);
    const frames = moments.stack(task, event)?.frames ?? [];
    const texts = frames.map(({ position, variables }) => {
      const names = variables.map(({ name }) => name).sort();
      return `${position?.name}(${names.join(', ')})`;
    });
    waits.push(`${trace.time(event)} ${timeline.task(task)?.name}: ${texts.join(' > ')}`);
  }
  return waits;
}

function linesOf({ frames }: StackMoment): string[] {
  return frames.flatMap(({ position, variables }) => [
    `  ${position?.name}, line ${position?.line}`,
    ...variables.map(({ name, value }) => `    ${name} = ${value}`),
  ]);
}
