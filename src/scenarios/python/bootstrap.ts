import init from './bootstrap/__init__.py';
import blocking from './bootstrap/blocking.py';
import bridge from './bootstrap/bridge.py';
import describe from './bootstrap/describe.py';
import loop from './bootstrap/loop.py';
import probe from './bootstrap/probe.py';
import program from './bootstrap/program.py';
import stack from './bootstrap/stack.py';
import steps from './bootstrap/steps.py';
import task from './bootstrap/task.py';
import unawaited from './bootstrap/unawaited.py';

/** The folder of our Python package inside the interpreter. Its files never count as the user's. */
export const BOOTSTRAP_FOLDER = '/_loopscope';

/** The Python package `_loopscope`: file name to text. */
export const BOOTSTRAP_FILES: Readonly<Record<string, string>> = {
  '__init__.py': init,
  'blocking.py': blocking,
  'bridge.py': bridge,
  'describe.py': describe,
  'loop.py': loop,
  'probe.py': probe,
  'program.py': program,
  'stack.py': stack,
  'steps.py': steps,
  'task.py': task,
  'unawaited.py': unawaited,
};

/** Modules that scenarios often import; in the snapshot they cost nothing. */
const PRELOADED = [
  'argparse',
  'asyncio',
  'collections',
  'concurrent.futures',
  'contextlib',
  'contextvars',
  'dataclasses',
  'datetime',
  'enum',
  'functools',
  'heapq',
  'inspect',
  'itertools',
  'json',
  'logging',
  'math',
  'os',
  'pathlib',
  'queue',
  'random',
  're',
  'secrets',
  'string',
  'sys',
  'textwrap',
  'threading',
  'time',
  'traceback',
  'tracemalloc',
  'typing',
  'urllib.parse',
  'uuid',
];

/** What is run once before the snapshot is taken. */
export const PREPARE = `
import sys
sys.path.insert(0, '/')
import ${PRELOADED.join(', ')}
import _loopscope.program
sys.path.remove('/')
`;
