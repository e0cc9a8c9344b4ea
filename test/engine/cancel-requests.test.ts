import { deepStrictEqual } from 'node:assert/strict';
import { isCancelling } from '../../src/trace/moment-tasks';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

const PYTHON = `
import asyncio

async def main():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        pass
    await asyncio.sleep(3)
    me = asyncio.current_task()
    me.cancel()
    me.cancel()
    print(me.uncancel())
    print(me.uncancel())
    print(me.uncancel())
    await asyncio.sleep(1)

asyncio.run(main())
`;
const TYPESCRIPT = `
import * as asyncio from 'loopscope/asyncio';

async function main() {
  try {
    await asyncio.timeout(1).with(async () => {
      await asyncio.sleep(5);
    });
  } catch (error) {
    if (!(error instanceof asyncio.TimeoutError)) throw error;
  }
  await asyncio.sleep(3);
  const me = asyncio.currentTask()!;
  me.cancel();
  me.cancel();
  console.log(me.uncancel());
  console.log(me.uncancel());
  console.log(me.uncancel());
  await asyncio.sleep(1);
}

asyncio.run(main());
`;

/** What the trace tells of requests to cancel, and whether one stands at each wait. */
function told({ timeline }: FinishedRun): unknown[] {
  const { trace } = timeline;
  const main = timeline.tasks[0]!;
  const events = Array.from({ length: trace.length }, (_, event) => event);
  return events.flatMap((event) => {
    const at = `${trace.time(event)}`;
    switch (trace.kind(event)) {
      case 'task.cancelling':
        return [`${at} asked`];
      case 'task.uncancelled':
        return [`${at} taken back, ${trace.a(event)} left`];
      case 'task.suspended':
        return [`${at} waits${isCancelling(main, event) ? ', cancelling' : ''}`];
      default:
        return [];
    }
  });
}

describe('requests to cancel that are taken back', () => {
  let engine: EngineUnderTest;
  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  for (const [language, source, file] of [
    ['Python', PYTHON, 'requests.py'],
    ['TypeScript', TYPESCRIPT, 'requests.ts'],
  ] as const) {
    it(`are in the trace of a ${language} program, by a timeout and by itself`, async () => {
      const run = await engine.run(source, {}, file);
      deepStrictEqual(
        [run.stdout, ...told(run)],
        [
          '1\n0\n0\n',
          '0 waits',
          '1 asked',
          '1 taken back, 0 left',
          '1 waits',
          '4 asked',
          '4 asked',
          '4 taken back, 1 left',
          '4 taken back, 0 left',
          '4 waits',
        ],
      );
      deepStrictEqual(run.outcome.end, 'finished');
    });
  }
});
