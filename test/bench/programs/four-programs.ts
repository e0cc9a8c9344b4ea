// The programs of four_programs.py; prints the seconds that each took as JSON.
import * as asyncio from 'loopscope/asyncio';

const RUNS = 5;

async function switches() {
  const spin = async () => {
    for (let count = 0; count < 1000; count++) await asyncio.sleep(0);
  };
  await asyncio.gather(...Array.from({ length: 100 }, spin));
}

async function creation() {
  const nothing = async () => {};
  await asyncio.gather(...Array.from({ length: 10_000 }, nothing));
}

async function timers() {
  const loop = asyncio.getRunningLoop();
  const done = loop.createFuture<void>();
  const nothing = () => {};
  for (let index = 0; index < 10_000; index++) {
    loop.callAt(1 + ((index * 7919) % 10_000), nothing);
  }
  loop.callAt(10_001, () => done.setResult(undefined));
  await done;
}

async function pingPong() {
  const there = new asyncio.Queue<number>();
  const back = new asyncio.Queue<number>();
  const answer = async () => {
    for (let count = 0; count < 20_000; count++) await back.put(await there.get());
  };
  const answering = asyncio.createTask(answer());
  for (let number = 0; number < 20_000; number++) {
    await there.put(number);
    await back.get();
  }
  await answering;
}

function secondsOf(program: () => Promise<void>): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < RUNS; round++) {
    const runner = new asyncio.Runner();
    // The clock of the run is virtual; how long the process has lived is not.
    const begun = process.uptime();
    runner.run(program());
    best = Math.min(best, process.uptime() - begun);
    runner.close();
  }
  return best;
}

const seconds = {
  switches: secondsOf(switches),
  creation: secondsOf(creation),
  timers: secondsOf(timers),
  pingPong: secondsOf(pingPong),
};
console.log(JSON.stringify(seconds));
