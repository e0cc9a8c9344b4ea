import { deepStrictEqual } from 'node:assert/strict';
import { Moments } from '../../../src/trace/moment';
import { Recorder } from '../../../src/trace/recorder';
import { RunRecorder } from '../../../src/trace/run-recorder';
import { WAIT_KINDS } from '../../../src/trace/schema';
import type { StackMoment } from '../../../src/trace/stack-log';
import { StackRecorder } from '../../../src/trace/stack-recorder';
import { TraceStore } from '../../../src/trace/store';
import { Timeline } from '../../../src/trace/timeline';

const FUTURE = WAIT_KINDS.indexOf('future');

/** A task that waits in coroutines of given lines. */
class Waiter {
  readonly store = new TraceStore();
  readonly recorder: Recorder;
  readonly #run: RunRecorder;
  readonly #stacks: StackRecorder;
  readonly task: number;
  #handle = 0;

  constructor(maxEvents = 1000) {
    this.recorder = new Recorder((chunk) => this.store.append(chunk), { maxEvents });
    this.#run = new RunRecorder(this.recorder, () => 0);
    this.#stacks = new StackRecorder(this.recorder, () => 0);
    this.task = this.#run.newTask('main', 'main', 0, 0);
  }

  begin(): void {
    this.#run.taskReady(this.task, ++this.#handle);
    this.#run.beginStep(this.task, this.#handle, 0, this.#handle);
  }

  frame(depth: number, count: number, moved: boolean, line: number): boolean {
    return this.#stacks.frame(this.task, depth, count, moved, this.#at(line));
  }

  local(depth: number, name: string, value: string): boolean {
    const { recorder } = this;
    const texts = [name, value].map((text) => recorder.text(text));
    return this.#stacks.local(this.task, depth, texts[0]!, texts[1]!);
  }

  wait(line: number): void {
    this.#run.suspended(this.task, FUTURE, 0, 0, this.#at(line), Number.NaN);
  }

  end(): void {
    this.#run.ended(this.task, 0, 0, 0);
  }

  /** The stack after each event, in words; each time that it changes. */
  stacks(): string[] {
    this.recorder.flush();
    const moments = new Moments(new Timeline(this.store));
    const all = Array.from({ length: this.store.length }, (_, event) => {
      return inWords(moments.stack(this.task, event));
    });
    return all.filter((words, index) => words !== all[index - 1]);
  }

  #at(line: number): number {
    const [file, column, name] = ['a.py', 1, 'f'];
    return this.recorder.position({ file, line, column, endLine: line, endColumn: 2, name });
  }
}

function inWords(stack: StackMoment | undefined): string {
  if (stack === undefined) return 'unknown';
  const frames = stack.frames.map(({ position, variables }) => {
    return `${position?.line}(${variables.map(({ name, value }) => `${name}=${value}`).join(' ')})`;
  });
  return `${stack.isCurrent ? '' : 'was '}${frames.join(' > ')}`;
}

describe('stacks of waiting tasks', () => {
  it('follow coroutines that are called, move and return, and variables that come, change and go', () => {
    const waiter = new Waiter();
    waiter.begin();
    waiter.frame(0, 2, false, 10);
    waiter.frame(1, 2, false, 20);
    waiter.local(0, 'a', '1');
    waiter.local(1, 'b', '2');
    waiter.local(1, 'c', '3');
    waiter.wait(20);
    waiter.begin();
    waiter.local(1, 'b', '');
    waiter.local(1, 'c', '4');
    waiter.wait(21);
    waiter.begin();
    waiter.frame(0, 2, true, 11);
    waiter.frame(1, 2, false, 30);
    waiter.wait(30);
    waiter.begin();
    waiter.frame(0, 1, true, 12);
    waiter.wait(12);
    waiter.begin();
    waiter.frame(0, 0, false, 0);
    waiter.wait(0);
    waiter.begin();
    waiter.end();
    deepStrictEqual(waiter.stacks(), [
      'unknown',
      '10(a=1) > 20(b=2 c=3)',
      'was 10(a=1) > 20(b=2 c=3)',
      '10(a=1) > 21(c=4)',
      'was 10(a=1) > 21(c=4)',
      '11(a=1) > 30()',
      'was 11(a=1) > 30()',
      '12(a=1)',
      'was 12(a=1)',
      '',
      'was ',
      'unknown',
    ]);
  });

  it('are unknown after a quarter of the events that a trace may have, and the trace says so', () => {
    const waiter = new Waiter(12);
    waiter.begin();
    const answers = [waiter.frame(0, 1, false, 1), waiter.local(0, 'a', '1')];
    waiter.wait(1);
    waiter.begin();
    answers.push(waiter.local(0, 'a', '2'), waiter.local(0, 'a', '3'), waiter.local(0, 'a', '4'));
    waiter.wait(2);
    deepStrictEqual(answers, [true, true, true, false, false]);
    deepStrictEqual(waiter.stacks(), ['unknown', '1(a=1)', 'was 1(a=1)', 'unknown']);
    const stopped = Array.from({ length: waiter.store.length }, (_, event) => event).filter(
      (event) => waiter.store.kind(event) === 'locals.stopped',
    );
    deepStrictEqual(
      stopped.map((event) => waiter.store.a(event)),
      [3],
    );
  });
});
