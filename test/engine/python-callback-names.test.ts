import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

describe('the names of callbacks in Python', () => {
  let engine: EngineUnderTest;

  before(() => {
    engine = new EngineUnderTest();
  });
  after(() => engine.dispose());

  it('are words for those of asyncio, and not for those of programs that are called like them', async () => {
    const { trace, timeline } = await engine.run(`import asyncio

def timeout():
    pass

def _release_waiter():
    pass

class Timeout:
    def _on_timeout(self):
        pass

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(1, timeout)
    loop.call_later(2, _release_waiter)
    loop.call_later(3, Timeout()._on_timeout)
    try:
        async with asyncio.timeout(4):
            await asyncio.sleep(5)
    except TimeoutError:
        await asyncio.wait([asyncio.create_task(asyncio.sleep(2))], timeout=1)

asyncio.run(main())
`);
    const names: string[] = [];
    for (let event = 0; event < trace.length; event++) {
      if (trace.kind(event) === 'callback.started') names.push(trace.text(trace.b(event)));
    }
    deepStrictEqual(
      [names.slice(0, 5), timeline.timeLimits(1).map(({ deadline }) => deadline)],
      [
        ['timeout', '_release_waiter', 'Timeout._on_timeout', 'timeout is over', 'timeout of wait'],
        [4, 5],
      ],
    );
  });
});
