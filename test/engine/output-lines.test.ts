import { deepStrictEqual } from 'node:assert/strict';
import { LineHistories } from '../../src/analysis/line-histories';
import { EngineUnderTest, type FinishedRun } from '../support/engine';

const PYTHON = `import asyncio, logging, os, sys

async def show(n):
    print("a", n)
    await asyncio.sleep(1)
    sys.stderr.write("é\\n")
    print("half", end=" ")
    print("whole", flush=True)
    os.write(1, b"of the system\\n")
    logging.warning("of the library")
    await asyncio.to_thread(lambda: print("in a thread"))

def many():
    for number in range(2):
        print(number)

asyncio.run(show(1))
many()
print("at the end", end="")
`;

const TYPESCRIPT = `import * as asyncio from 'loopscope/asyncio';

async function show(n: number) {
  console.log('a', n);
  await asyncio.sleep(1);
  console.error('é');
  process.stdout.write('half ');
  [0, 1].forEach((number) => console.log(number));
  await asyncio.toThread(() => console.log('in a thread'));
}

asyncio.run(show(1));
console.log('at the end');
`;

describe('the line of output', () => {
  const engine = new EngineUnderTest();
  after(() => engine.dispose());

  it('is that of the user who prints in Python; other ways to the stream have none', async () => {
    deepStrictEqual(printed(await engine.run(PYTHON)), [
      ['a 1\n', 4, 'show'],
      ['é\n', 6, 'show'],
      ['half whole\n', 8, 'show'],
      ['of the system\n', undefined, undefined],
      ['WARNING:root:of the library\n', 10, 'show'],
      ['in a thread\n', 11, 'show.<locals>.<lambda>'],
      ['0\n', 15, 'many'],
      ['1\n', 15, 'many'],
      ['at the end', undefined, undefined],
    ]);
  });

  it('is that of the call that prints in TypeScript', async () => {
    deepStrictEqual(printed(await engine.run(TYPESCRIPT, {}, 'scenario.ts')), [
      ['a 1\n', 4, 'show'],
      ['é\n', 6, 'show'],
      ['half ', 7, 'show'],
      ['0\n', 8, '<anonymous>'],
      ['1\n', 8, '<anonymous>'],
      ['in a thread\n', 9, '<anonymous>'],
      ['at the end\n', 13, '<module>'],
    ]);
  });

  it('counts what each line has printed', async () => {
    const { timeline } = await engine.run(PYTHON);
    const histories = new LineHistories(timeline);
    histories.read();
    const lines = histories.linesOf(timeline.trace.positions.at(-1)!.file);
    deepStrictEqual(
      [4, 8, 15].map((line) => lines.get(line)?.printed),
      [1, 1, 2],
    );
  });

  it('leaves the standard streams of Python as they are, but for the class of the innermost', async () => {
    const { stdout } = await engine.run(`import sys
for stream in (sys.stdout, sys.stderr):
    raw = stream.buffer.raw
    told = (stream.name, stream.mode, stream.encoding, stream.errors, stream.line_buffering,
            stream.write_through, stream.isatty(), stream.fileno(), raw.name, raw.mode, raw.closefd)
    print(*told, stream is getattr(sys, "__" + stream.name.strip("<>") + "__"))
`);
    deepStrictEqual(stdout.split('\n'), [
      '<stdout> w utf-8 surrogateescape True False False 1 <stdout> wb False True',
      '<stderr> w utf-8 backslashreplace True False False 2 <stderr> wb False True',
      '',
    ]);
  });

  it('costs no byte of a character that is written in two pieces', async () => {
    const { stdout } = await engine.run(`import os, sys
for part in ("é".encode()[:1], "é".encode()[1:] + b"\\n"):
    sys.stdout.buffer.write(part)
    sys.stdout.flush()
sys.stdout.buffer.write("ü".encode()[:1])
sys.stdout.flush()
os.write(1, "ü".encode()[1:])
`);
    deepStrictEqual(stdout, 'é\nü');
  });
});

/** Text, line and function of each piece of output. */
function printed({ trace, timeline }: FinishedRun) {
  return timeline.outputs.map((event) => {
    const position = trace.positionOf(event);
    return [trace.text(trace.b(event)), position?.line, position?.name];
  });
}
