import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

/* On a real clock, each of these programs ends after the same time, and prints the same. */
describe('Python programs that never let their loop be idle', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  /** What a program prints, and how it ends. */
  async function linesOf(source: string): Promise<string[]> {
    const { stdout, outcome } = await engine.run(`import asyncio, time\n${source}`);
    return [...stdout.split('\n').slice(0, -1), outcome.problem?.message ?? outcome.end];
  }

  it('come to what they ask for again and again', async () => {
    const source = `
async def work():
    await asyncio.sleep(1)
    return "result"

async def main():
    task = asyncio.create_task(work())
    while not task.done():
        await asyncio.sleep(0)
    print(task.result(), round(time.monotonic() - begin, 2))

begin = time.monotonic()
asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ['result 1.0', 'finished']);
  });

  it('see the time pass, while timers of others go on', async () => {
    const source = `
async def spin():
    while time.monotonic() - begin < 1:
        await asyncio.sleep(0)
    print("spun", round(time.monotonic() - begin, 2))

async def tick():
    for number in range(3):
        await asyncio.sleep(0.25)
        print("tick", round(time.monotonic() - begin, 2))

async def main():
    await asyncio.gather(spin(), tick())

begin = time.monotonic()
asyncio.run(main())
`;
    const ticks = ['tick 0.25', 'tick 0.5', 'tick 0.75'];
    deepStrictEqual(await linesOf(source), [...ticks, 'spun 1.0', 'finished']);
  });

  it('get what is missing of a token, however little that is', async () => {
    const source = `
class Bucket:
    def __init__(self, rate):
        self.rate, self.tokens, self.last = rate, 0, time.monotonic()

    async def take(self):
        while True:
            now = time.monotonic()
            self.tokens, self.last = self.tokens + (now - self.last) * self.rate, now
            if self.tokens >= 1:
                self.tokens -= 1
                return
            await asyncio.sleep((1 - self.tokens) / self.rate)

async def main():
    await asyncio.sleep(2)
    bucket = Bucket(5)
    for _ in range(6):
        await bucket.take()
    print(round(time.monotonic() - begin, 2))

begin = time.monotonic()
asyncio.run(main())
`;
    deepStrictEqual(await linesOf(source), ['3.2', 'finished']);
  });
});
