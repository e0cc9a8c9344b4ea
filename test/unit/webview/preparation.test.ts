import { deepStrictEqual } from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Preparation } from '../../../src/webview/preparation';

/** A trace that says what is read of it, and a clock that is moved by hand. */
class Page {
  readonly said: string[] = [];
  #act: (() => void) | undefined;
  readonly preparation = new Preparation(
    () => this.said.push('done'),
    (pause, act) => {
      this.said.push(`in ${pause} ms`);
      this.#act = act;
      return () => {
        this.said.push('not then');
        this.#act = undefined;
      };
    },
  );

  trace(unread: number) {
    const trace = {
      unread,
      prepare: (events: number) => {
        const read = Math.min(events, trace.unread);
        this.said.push(`read ${read}`);
        trace.unread -= read;
        return trace.unread === 0;
      },
    };
    return trace;
  }

  isDone(trace: ReturnType<Page['trace']>, grows: boolean): void {
    this.said.push(this.preparation.isDone(trace, grows) ? 'shown' : 'not shown');
  }

  pass(): void {
    const act = this.#act;
    this.#act = undefined;
    act?.();
  }
}

describe('Preparation', () => {
  it('reads a short trace at once, and a long one in pieces between frames', () => {
    const page = new Page();
    page.isDone(page.trace(100), false);
    const long = page.trace(20_000);
    page.isDone(long, false);
    page.isDone(long, false);
    for (let times = 0; times < 2; times++) page.pass();
    page.isDone(long, false);
    deepStrictEqual(page.said, [
      ...['read 100', 'shown'],
      ...['in 4 ms', 'not shown', 'not shown', 'read 16384', 'in 4 ms', 'read 3616', 'done'],
      ...['read 0', 'shown'],
    ]);
  });

  it('leaves the time to a trace that comes in, whose rest it reads sooner', () => {
    const page = new Page();
    const trace = page.trace(40_000);
    page.isDone(trace, true);
    page.pass();
    page.isDone(trace, false);
    for (let times = 0; times < 2; times++) page.pass();
    deepStrictEqual(page.said, [
      ...['in 200 ms', 'not shown', 'read 16384', 'in 200 ms', 'not shown'],
      ...['read 16384', 'in 4 ms', 'read 7232', 'done'],
    ]);
  });

  it('lets a run go for another one', () => {
    const page = new Page();
    page.isDone(page.trace(40_000), true);
    page.isDone(page.trace(1), true);
    page.pass();
    deepStrictEqual(page.said, ['in 200 ms', 'not shown', 'not then', 'read 1', 'shown']);
  });
});
