"""Runs a scenario file as `python file.py` does."""

import asyncio
import atexit
import builtins
import gc
import importlib.machinery
import importlib.util
import json
import linecache
import random
import sys
import types
from asyncio import events, runners

from . import (
    awaitable_call,
    bridge,
    calls,
    browser_guesses,
    cells,
    imports,
    loop,
    no_processes,
    output,
    primitives,
    probe,
    socket_module,
    sources,
    stack,
    steps,
    task,
    threads,
    traces,
    unix_streams,
)
from .blocking import install as install_blocking
from .missing_modules import advice
from .notebook import CellLeft, Notebook
from .screen import source_of, use_unsaved
from .unawaited import install as install_unawaited
from .uncaught import report
from .world import prepare


class LoopscopeEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    """The default policy, with our loop."""

    _loop_factory = loop.LoopscopeEventLoop


def install():
    """Puts our loop where Pyodide had put its own."""
    events._set_running_loop(None)
    asyncio.run = runners.run
    asyncio.EventLoop = asyncio.SelectorEventLoop = loop.LoopscopeEventLoop
    asyncio.unix_events._DefaultEventLoopPolicy = LoopscopeEventLoopPolicy
    events._event_loop_policy = None
    task.install()
    primitives.install()
    threads.install()
    imports.install()
    install_blocking()
    install_unawaited()
    browser_guesses.install()
    no_processes.install()
    traces.install()
    unix_streams.install()
    sources.install()


socket_module.install()

_REHEARSAL = """
import asyncio, time

async def worker(queue, number):
    await asyncio.sleep(number)
    time.sleep(0.5)
    await queue.put(f"{number:0.2f}")
    raise ValueError(number)

async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()
    tasks = [loop.create_task(worker(queue, n), name="worker") for n in (0, 0.5, 1)]
    for _ in tasks:
        print(await asyncio.wait_for(queue.get(), 5))
    print(await asyncio.gather(*tasks, return_exceptions=True))

loop = asyncio.new_event_loop()
loop.run_until_complete(loop.create_task(main(), name="main"))
loop.run_until_complete(loop.create_task(loop.shutdown_asyncgens(), name="end"))
loop.close()
asyncio.set_event_loop(None)
try:
    undefined
except NameError as error:
    import traceback
    traceback.print_exception(error)
main()
"""


def rehearse():
    """Runs a small program, so that the code of the interpreter is compiled before a real one runs.

    The tasks have names because the counter behind the default names cannot be set back.
    """
    file, lines = "/rehearsal.py", _REHEARSAL.splitlines(keepends=True)
    # Calls are looked up in the text of their file.
    linecache.cache[file] = len(_REHEARSAL), None, lines, file
    exec(compile(_REHEARSAL, file, "exec"), {"__name__": "__main__"})
    for module in (awaitable_call, calls, loop, primitives, probe, stack, steps):
        module.forget()
    linecache.clearcache()
    gc.collect()


_living = None
"""The program whose cells are run one by one, if there is one."""


def run(request_json):
    """Runs the scenario of a request and returns how it ended, both as JSON.

    The request holds `file`, its `folder`, `args`, `env` (texts by name), `packages` (paths of folders),
    `unsaved` (texts by path) and `untilLine`: the last line on which a cell may begin, after which the
    program lives on; or nothing.
    """
    global _living
    request = json.loads(request_json)
    file = request["file"]
    sys.argv[:] = [file, *request["args"]]
    # An interpreter has one or two empty entries, for the working directory.
    sys.path[:] = [request["folder"], *filter(None, sys.path)]
    prepare(request["env"], request["packages"])
    imports.prepare(request["packages"])
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
    if bridge.recording:
        output.install()
    random.seed()  # The snapshot holds one state of the generator; each run wants its own.
    use_unsaved(request["unsaved"], lives_on=request["untilLine"] is not None)
    program = _Program(file, request["untilLine"])
    ending = _run(program.start, program.go_on)
    if program.lives:
        _living = program
        return _answer_of_living(ending)
    ending["exitCode"] = _shut_down() or ending["exitCode"]
    return json.dumps(ending)


def run_cell(request_json):
    """Runs one more cell of the program that lives on, and returns how that ended, both as JSON.

    The request holds `unsaved` and `untilLine`: the cell is the last that begins up to there.
    """
    request = json.loads(request_json)
    use_unsaved(request["unsaved"], lives_on=True)
    calls.forget()
    awaitable_call.forget()
    until = request["untilLine"]
    return _answer_of_living(_run(lambda: _living.run_cell(until)))


def _run(*parts):
    """Runs parts of a program one after another; the interpreter's answer to what they raise."""
    ending = {"exitCode": 0, "problem": None, "advice": None, "left": None, "living": None}
    for part in parts:
        try:
            part()
        except CellLeft as cell:
            ending.update(exitCode=1, left=cell.why)
        except BaseException as error:
            problem, exit_code = report(error)
            ending.update(exitCode=exit_code, problem=problem, advice=advice(error))
            if not isinstance(error, Exception):
                break
    return ending


def _answer_of_living(ending):
    _flush()
    return json.dumps({**ending, "living": {"isPaused": _living.is_paused}})


class _Program:
    """What a file holds: statements, or the cells of a notebook."""

    def __init__(self, file, until):
        self._file = file
        self._until = until
        self._notebook = None

    def start(self):
        """Runs it. Raises what it raises."""
        source = source_of(self._file)
        text = _text_of(source)
        if text is None or not cells.are_in(text):
            bridge.open_signals()
            code = compile(source, self._file, "exec", dont_inherit=True)
            _run_as_main(code, _new_main(self._file))
            return
        namespace = _new_main(self._file).__dict__
        self._notebook = Notebook(self._file, namespace, lives_on=self._until is not None)
        self._notebook.run(self._wanted(text))

    def run_cell(self, until):
        """Runs the last cell that begins up to a line of the text that the file has now."""
        self._until = until
        text = _text_of(source_of(self._file))
        wanted = self._wanted(text) if text is not None and cells.are_in(text) else []
        self._notebook.run(wanted[-1:])

    def go_on(self):
        """Runs what a notebook has left behind, even if one of its cells has failed."""
        if self._notebook is not None:
            self._notebook.go_on()

    @property
    def lives(self):
        """Whether more of its cells may be run."""
        return self._notebook is not None and self._notebook.lives_on

    @property
    def is_paused(self):
        """Whether something is left that would run by itself."""
        return self._notebook.is_paused

    def _wanted(self, text):
        until = self._until
        return [cell for cell in cells.split(text) if until is None or cell.line <= until]


def _text_of(source):
    """The text of a file; `None` if its encoding is wrong, which the compiler explains."""
    try:
        return importlib.util.decode_source(source)
    except (SyntaxError, UnicodeDecodeError):
        return None


def _new_main(file):
    main = types.ModuleType("__main__")
    main.__file__ = file
    main.__builtins__ = builtins
    main.__cached__ = None
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", file)
    sys.modules["__main__"] = main
    return main


def _run_as_main(code, main):
    bridge.begin_program()
    try:
        exec(code, main.__dict__)
    finally:
        bridge.end_program()


def _shut_down():
    """Does what the interpreter does at its end; returns an exit code if that fails."""
    try:
        threads.join_all()
        atexit._run_exitfuncs()
    except BaseException as error:
        return report(error)[1]
    _clear_main()
    gc.collect()
    return 0 if _flush() else 120  # As the interpreter does when it cannot flush.


def _flush():
    """Writes what is left of the output; returns whether that could be done."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            return False
    return True


def _clear_main():
    """Lets go of the program's objects, so that a coroutine that nobody awaited is reported."""
    main = sys.modules["__main__"].__dict__
    for name in list(main):
        if name != "__builtins__":
            main[name] = None
