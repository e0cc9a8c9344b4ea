import init from './bootstrap/__init__.py';
import addresses from './bootstrap/addresses.py';
import assignedName from './bootstrap/assigned_name.py';
import awaitableCall from './bootstrap/awaitable_call.py';
import blocking from './bootstrap/blocking.py';
import bridge from './bootstrap/bridge.py';
import browserGuesses from './bootstrap/browser_guesses.py';
import calls from './bootstrap/calls.py';
import cells from './bootstrap/cells.py';
import certificates from './bootstrap/certificates.py';
import describe from './bootstrap/describe.py';
import idioms from './bootstrap/idioms/__init__.py';
import asyncKeyword from './bootstrap/idioms/async_keyword.py';
import awaitInFunction from './bootstrap/idioms/await_in_function.py';
import awaitOutside from './bootstrap/idioms/await_outside.py';
import coroutineDecorator from './bootstrap/idioms/coroutine_decorator.py';
import failure from './bootstrap/idioms/failure.py';
import functionNotCalled from './bootstrap/idioms/function_not_called.py';
import ipythonCommand from './bootstrap/idioms/ipython_command.py';
import loopArgument from './bootstrap/idioms/loop_argument.py';
import names from './bootstrap/idioms/names.py';
import noCurrentLoop from './bootstrap/idioms/no_current_loop.py';
import noRunningLoop from './bootstrap/idioms/no_running_loop.py';
import printStatement from './bootstrap/idioms/print_statement.py';
import removedNames from './bootstrap/idioms/removed_names.py';
import runInCell from './bootstrap/idioms/run_in_cell.py';
import source from './bootstrap/idioms/source.py';
import waitForCoroutines from './bootstrap/idioms/wait_for_coroutines.py';
import withAwait from './bootstrap/idioms/with_await.py';
import yieldFrom from './bootstrap/idioms/yield_from.py';
import imports from './bootstrap/imports.py';
import interrupts from './bootstrap/interrupts.py';
import keyboard from './bootstrap/keyboard.py';
import loop from './bootstrap/loop.py';
import missingModules from './bootstrap/missing_modules.py';
import network from './bootstrap/network.py';
import networkLoop from './bootstrap/network_loop.py';
import noProcesses from './bootstrap/no_processes.py';
import notebook from './bootstrap/notebook.py';
import output from './bootstrap/output.py';
import places from './bootstrap/places.py';
import primitives from './bootstrap/primitives.py';
import probe from './bootstrap/probe.py';
import program from './bootstrap/program.py';
import readiness from './bootstrap/readiness.py';
import screen from './bootstrap/screen.py';
import selector from './bootstrap/selector.py';
import signalHandlers from './bootstrap/signal_handlers.py';
import signals from './bootstrap/signals.py';
import socketModule from './bootstrap/socket_module.py';
import socketStream from './bootstrap/socket_stream.py';
import sockets from './bootstrap/sockets.py';
import sources from './bootstrap/sources.py';
import stack from './bootstrap/stack.py';
import steps from './bootstrap/steps.py';
import task from './bootstrap/task.py';
import threads from './bootstrap/threads/__init__.py';
import threadCallText from './bootstrap/threads/call_text.py';
import threadCondition from './bootstrap/threads/condition.py';
import threadEvent from './bootstrap/threads/event.py';
import threadFutures from './bootstrap/threads/futures.py';
import threadJobs from './bootstrap/threads/jobs.py';
import threadLanes from './bootstrap/threads/lanes.py';
import threadLeftWaiting from './bootstrap/threads/left_waiting.py';
import threadLocks from './bootstrap/threads/locks.py';
import threadNamesThatWait from './bootstrap/threads/names_that_wait.py';
import threadPatience from './bootstrap/threads/patience.py';
import threadPauses from './bootstrap/threads/pauses.py';
import threadPausingCode from './bootstrap/threads/pausing_code.py';
import threadPausingLoops from './bootstrap/threads/pausing_loops.py';
import threadPausingWaits from './bootstrap/threads/pausing_waits.py';
import threadPermits from './bootstrap/threads/permits.py';
import threadPools from './bootstrap/threads/pools.py';
import threadProcesses from './bootstrap/threads/processes.py';
import threadQueues from './bootstrap/threads/queues.py';
import threadClass from './bootstrap/threads/thread.py';
import threadTimer from './bootstrap/threads/timer.py';
import threadWaiting from './bootstrap/threads/waiting.py';
import tls from './bootstrap/tls.py';
import tlsContext from './bootstrap/tls_context.py';
import tlsTransport from './bootstrap/tls_transport.py';
import traces from './bootstrap/traces.py';
import unawaited from './bootstrap/unawaited.py';
import uncaught from './bootstrap/uncaught.py';
import unixStreams from './bootstrap/unix_streams.py';
import versions from './bootstrap/versions.py';
import waits from './bootstrap/waits.py';
import world from './bootstrap/world.py';

/** The folder of our Python package inside the interpreter. Its files never count as the user's. */
export const BOOTSTRAP_FOLDER = '/_loopscope';

/** The Python package `_loopscope`: file name to text. */
export const BOOTSTRAP_FILES: Readonly<Record<string, string>> = {
  '__init__.py': init,
  'addresses.py': addresses,
  'assigned_name.py': assignedName,
  'awaitable_call.py': awaitableCall,
  'blocking.py': blocking,
  'bridge.py': bridge,
  'browser_guesses.py': browserGuesses,
  'calls.py': calls,
  'cells.py': cells,
  'certificates.py': certificates,
  'describe.py': describe,
  'idioms/__init__.py': idioms,
  'idioms/async_keyword.py': asyncKeyword,
  'idioms/await_in_function.py': awaitInFunction,
  'idioms/await_outside.py': awaitOutside,
  'idioms/coroutine_decorator.py': coroutineDecorator,
  'idioms/failure.py': failure,
  'idioms/function_not_called.py': functionNotCalled,
  'idioms/ipython_command.py': ipythonCommand,
  'idioms/loop_argument.py': loopArgument,
  'idioms/names.py': names,
  'idioms/no_current_loop.py': noCurrentLoop,
  'idioms/no_running_loop.py': noRunningLoop,
  'idioms/print_statement.py': printStatement,
  'idioms/removed_names.py': removedNames,
  'idioms/run_in_cell.py': runInCell,
  'idioms/source.py': source,
  'idioms/wait_for_coroutines.py': waitForCoroutines,
  'idioms/with_await.py': withAwait,
  'idioms/yield_from.py': yieldFrom,
  'imports.py': imports,
  'interrupts.py': interrupts,
  'keyboard.py': keyboard,
  'loop.py': loop,
  'missing_modules.py': missingModules,
  'network.py': network,
  'network_loop.py': networkLoop,
  'no_processes.py': noProcesses,
  'notebook.py': notebook,
  'output.py': output,
  'places.py': places,
  'primitives.py': primitives,
  'probe.py': probe,
  'program.py': program,
  'readiness.py': readiness,
  'screen.py': screen,
  'selector.py': selector,
  'signal_handlers.py': signalHandlers,
  'signals.py': signals,
  'socket_module.py': socketModule,
  'socket_stream.py': socketStream,
  'sockets.py': sockets,
  'sources.py': sources,
  'stack.py': stack,
  'steps.py': steps,
  'task.py': task,
  'tls.py': tls,
  'tls_context.py': tlsContext,
  'tls_transport.py': tlsTransport,
  'threads/__init__.py': threads,
  'threads/call_text.py': threadCallText,
  'threads/condition.py': threadCondition,
  'threads/event.py': threadEvent,
  'threads/futures.py': threadFutures,
  'threads/jobs.py': threadJobs,
  'threads/lanes.py': threadLanes,
  'threads/left_waiting.py': threadLeftWaiting,
  'threads/locks.py': threadLocks,
  'threads/names_that_wait.py': threadNamesThatWait,
  'threads/patience.py': threadPatience,
  'threads/pauses.py': threadPauses,
  'threads/pausing_code.py': threadPausingCode,
  'threads/pausing_loops.py': threadPausingLoops,
  'threads/pausing_waits.py': threadPausingWaits,
  'threads/permits.py': threadPermits,
  'threads/pools.py': threadPools,
  'threads/processes.py': threadProcesses,
  'threads/queues.py': threadQueues,
  'threads/thread.py': threadClass,
  'threads/timer.py': threadTimer,
  'threads/waiting.py': threadWaiting,
  'traces.py': traces,
  'unawaited.py': unawaited,
  'uncaught.py': uncaught,
  'unix_streams.py': unixStreams,
  'versions.py': versions,
  'waits.py': waits,
  'world.py': world,
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
  'urllib.request',
  'uuid',
];

/**
 * What is run once before the snapshot is taken. Modules that use sockets must find ours. What lives by now
 * lives as long as the interpreter, so the garbage collector need not look at it again, which would take as
 * long as a short program.
 */
export const PREPARE = `
import sys
sys.path.insert(0, '/')
import _loopscope.program
import ${PRELOADED.join(', ')}
sys.path.remove('/')
import gc
gc.collect()
gc.freeze()
`;
