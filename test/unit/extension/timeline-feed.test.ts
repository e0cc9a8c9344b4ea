import * as assert from 'node:assert/strict';
import { TimelineFeed } from '../../../src/extension/timeline/timeline-feed';
import type { ToTimeline } from '../../../src/protocol/timeline';
import { momentAtTime } from '../../../src/trace/cursor';
import { TraceStore } from '../../../src/trace/store';
import { ended, modelOf } from '../../support/run-models';
import { FINISHED, settled } from '../../support/scripted-engine';
import { blockedSleepTrace, TraceBuilder } from '../../support/trace-builder';

/** A page that takes a message whenever the test says so. */
class Page {
  readonly got: ToTimeline[] = [];
  takes: (() => void)[] = [];
  answer = true;

  readonly post = (message: ToTimeline): Promise<boolean> => {
    this.got.push(message);
    return new Promise((resolve) => this.takes.push(() => resolve(this.answer)));
  };

  /** Takes what is under way, and whatever that makes the feed send. */
  async takeAll(): Promise<void> {
    while (this.takes.length > 0) {
      for (const take of this.takes.splice(0)) take();
      await settled();
    }
  }

  types(): string[] {
    return this.got.map(({ type }) => type);
  }
}

function traceOf(messages: readonly ToTimeline[]): TraceStore {
  const store = new TraceStore();
  for (const message of messages) if (message.type === 'trace/append') store.append(message.chunk);
  return store;
}

describe('timeline feed', () => {
  it('sends nothing before the page is ready', () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    assert.deepEqual(page.got, []);
  });

  it('sends a finished run', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    const notes = ['Nobody else sees what it wrote.'];
    const model = ended(blockedSleepTrace(), { notes });
    feed.show(model);
    feed.pageReady(1);
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/append', 'trace/end']);
    assert.deepEqual(page.got.at(-1), { type: 'trace/end', runId: 'run', notes });
    assert.deepEqual(traceOf(page.got).toChunk(), model.trace.toChunk());
  });

  it('tells each page whether the file holds what ran, when that changes', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    const model = ended(blockedSleepTrace());
    model.onDidAge(() => feed.update());
    feed.show(model);
    feed.pageReady(1);
    await page.takeAll();
    for (const isOutdated of [true, true, false, true]) {
      model.setOutdated(isOutdated);
      await page.takeAll();
    }
    feed.pageReady(2);
    await page.takeAll();
    const [changed, same] = [true, false].map((hasChanged) => ({
      ...{ type: 'file/changed', hasChanged },
    }));
    assert.deepEqual(page.got.slice(3, 6), [changed, same, changed]);
    assert.deepEqual(page.types().slice(6), [
      'trace/begin',
      'trace/append',
      'trace/end',
      'file/changed',
    ]);
  });

  it('tells each page whether what has not ended goes on with the next cell', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    const model = ended(blockedSleepTrace(), { kept: { isPaused: true } });
    model.onDidAge(() => feed.update());
    feed.show(model);
    feed.pageReady(1);
    await page.takeAll();
    model.letGo();
    model.letGo();
    await page.takeAll();
    feed.pageReady(2);
    await page.takeAll();
    const whole = ['trace/begin', 'trace/append', 'trace/end'];
    const [kept, gone] = [true, false].map((isKept) => ({
      ...{ type: 'cells/kept', runId: 'run', isKept },
    }));
    assert.deepEqual(
      page.got.map((message) => (message.type === 'cells/kept' ? message : message.type)),
      [...whole, kept, gone, ...whole],
    );
  });

  it('collects what comes while a message is under way', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    const model = modelOf();
    model.onDidGrow(() => feed.update());
    feed.show(model);
    feed.pageReady(1);
    const builder = new TraceBuilder();
    for (let task = 1; task <= 5; task++) {
      const known = model.trace.length;
      const { texts, positions } = model.trace;
      const [textCount, positionCount] = [texts.length, positions.length];
      builder.created(0, task, `task ${task}`);
      model.append(builder.soFar().slice(known, textCount, positionCount));
    }
    assert.deepEqual(page.types(), ['trace/begin']);
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/append']);
    model.end(FINISHED, []);
    feed.update();
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/append', 'trace/end']);
    assert.deepEqual(traceOf(page.got).toChunk(), model.trace.toChunk());
  });

  it('cuts a long trace into messages that fit together', async () => {
    const builder = new TraceBuilder();
    // 100,000 events with a new text now and then.
    for (let event = 0; event < 100_000; event++) {
      if (event % 1000 === 0) builder.output(event, 0, `line ${event}\n`);
      else builder.sample(event, 0, 0.005);
    }
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    const model = ended(builder.soFar());
    feed.show(model);
    feed.pageReady(1);
    await page.takeAll();
    // 4 × 32,768 is more than 100,000.
    assert.equal(page.types().filter((type) => type === 'trace/append').length, 4);
    assert.deepEqual(traceOf(page.got).toChunk(), model.trace.toChunk());
  });

  it('begins again for a page that was loaded anew, with the cursor', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    const model = ended(blockedSleepTrace());
    feed.show(model);
    feed.pageReady(1);
    await page.takeAll();
    feed.pageGone();
    model.setCursor(momentAtTime(model.trace, 1.5), 'timeline');
    page.got.length = 0;
    feed.pageReady(2);
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/append', 'trace/end', 'cursor/set']);
    feed.setCursor(undefined);
    await page.takeAll();
    assert.deepEqual(page.got.slice(-2), [
      { type: 'cursor/set', cursor: momentAtTime(model.trace, 1.5) },
      { type: 'cursor/set', cursor: undefined },
    ]);
  });

  it('begins once for a page that says twice that it is ready, and again if it was given up', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    feed.pageReady(1);
    page.takes.shift()?.();
    await settled();
    feed.pageReady(1);
    await page.takeAll();
    feed.pageReady(1);
    await page.takeAll();
    const whole = ['trace/begin', 'trace/append', 'trace/end'];
    assert.deepEqual(page.types(), whole);
    feed.pageGone();
    feed.pageReady(1);
    await page.takeAll();
    assert.deepEqual(page.types(), [...whole, ...whole]);
  });

  it('waits for a page when there was none to take a message', async () => {
    const page = new Page();
    page.answer = false;
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    feed.pageReady(1);
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin']);
    page.answer = true;
    page.got.length = 0;
    feed.pageReady(2);
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/append', 'trace/end']);
  });

  it('never mixes two runs', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    feed.pageReady(1);
    const second = ended(new TraceBuilder().created(0, 1, 'main').end(1));
    feed.show(second);
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/begin', 'trace/append', 'trace/end']);
    assert.deepEqual(traceOf(page.got).toChunk(), second.trace.toChunk());
  });

  it('reveals a task after its trace', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    feed.pageReady(1);
    feed.revealTask(2);
    await page.takeAll();
    assert.deepEqual(page.got.at(-1), { type: 'task/reveal', task: 2 });
  });

  it('goes on with a new page though a message to the one before it was lost', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    feed.pageReady(1);
    // The window is reloaded: the first message is under way, and the next page is there already.
    feed.pageReady(2);
    page.answer = false;
    page.takes.shift()?.();
    await settled();
    page.answer = true;
    await page.takeAll();
    assert.deepEqual(page.types(), ['trace/begin', 'trace/begin', 'trace/append', 'trace/end']);
  });

  it('asks a page only after it has the whole trace', async () => {
    const page = new Page();
    const feed = new TimelineFeed(page.post);
    feed.show(ended(blockedSleepTrace()));
    feed.request({ type: 'picture/request', id: 1, kind: 'svg' });
    feed.pageReady(1);
    await page.takeAll();
    assert.deepEqual(page.types(), [
      ...['trace/begin', 'trace/append', 'trace/end'],
      'picture/request',
    ]);
  });
});
