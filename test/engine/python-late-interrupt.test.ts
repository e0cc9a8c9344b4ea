import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

const PROGRAM = `import asyncio

class Loop(asyncio.EventLoop):
    interrupted = False
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if self.interrupted:
            self.interrupted = False
            raise KeyboardInterrupt
        return handle

async def spin(name):
    for n in range(3):
        print(name, n)
        await asyncio.sleep(0)
        if name == 'a' and n == 0:
            loop.interrupted = True

loop = Loop()
a, b = loop.create_task(spin('a')), loop.create_task(spin('b'))
try:
    loop.run_until_complete(a)
except KeyboardInterrupt:
    print('interrupted')
loop.run_until_complete(b)
print(a.done())
loop.close()
`;

describe('an interrupt that comes when a step is over, and its task ready again', () => {
  const engine = new EngineUnderTest();
  after(() => engine.dispose());

  it('leaves the task in the ready queue', async () => {
    const { trace, timeline } = await engine.run(PROGRAM, {}, 'late.py');
    const printed = timeline.outputs.map((event) => trace.text(trace.b(event))).join('');
    const lines = printed.trim().split('\n');
    deepStrictEqual(lines, ['a 0', 'b 0', 'a 1', 'interrupted', 'b 1', 'a 2', 'b 2', 'True']);
  });
});
