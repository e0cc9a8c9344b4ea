import { deepStrictEqual } from 'node:assert/strict';
import { EngineUnderTest } from '../support/engine';

const NO_PROGRAMS =
  'WebAssembly has no processes, so Loopscope cannot start another program. Run this program with your own Python';
const NO_COPIES =
  'WebAssembly has no processes, so Loopscope cannot copy this one. Use concurrent.futures.ProcessPoolExecutor, which it simulates, or run this program with your own Python';

describe('processes of a Python scenario', () => {
  const engine = new EngineUnderTest();

  after(() => engine.dispose());

  it('are refused with the reason, and what to do', async () => {
    const source = `
import asyncio, os, subprocess

def attempt(function, *args):
    try:
        print("done", function(*args))
    except (OSError, NotImplementedError) as error:
        print(type(error).__name__, error, sep=": ")

async def wait_for(start, *args):
    await start(*args)

attempt(subprocess.run, ["ls"])
attempt(subprocess.Popen, "ls")
attempt(subprocess.getoutput, "ls")
attempt(os.popen, "ls")
attempt(os.system, "ls")
attempt(os.execl, "/bin/ls", "ls")
attempt(os.spawnl, os.P_WAIT, "/bin/ls", "ls")
attempt(os.fork)
attempt(asyncio.run, wait_for(asyncio.create_subprocess_exec, "ls"))
attempt(asyncio.run, wait_for(asyncio.create_subprocess_shell, "ls"))
`;
    const { stdout, stderr } = await engine.run(source);
    deepStrictEqual(
      [stdout.split('\n'), stderr],
      [
        [
          ...Array(4).fill(`OSError: [Errno 95] Operation not supported: ${NO_PROGRAMS}`),
          ...Array(2).fill(`OSError: [Errno 52] Function not implemented: ${NO_PROGRAMS}`),
          ...Array(2).fill(`OSError: [Errno 52] Function not implemented: ${NO_COPIES}`),
          ...Array(2).fill(`NotImplementedError: ${NO_PROGRAMS}.`),
          '',
        ],
        '',
      ],
    );
  });

  it('are not needed to ask what the platform is', async () => {
    const { stdout } = await engine.run(
      'import platform, uuid\nprint(platform.system(), platform.processor() or "?", len(str(uuid.uuid1())))\n',
    );
    deepStrictEqual(stdout, 'Emscripten ? 36\n');
  });

  it('end a program that does not expect it at the line that wanted one', async () => {
    const source = `
import asyncio

async def main():
    await asyncio.create_subprocess_exec("ls")

asyncio.run(main())
`;
    const { outcome } = await engine.run(source);
    const { message, line } = outcome.problem ?? {};
    deepStrictEqual([message, line], [`NotImplementedError: ${NO_PROGRAMS}.`, 5]);
  });
});
