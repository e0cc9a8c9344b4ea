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
import traceback
import types
import warnings
from asyncio import events, runners

from . import (
    awaitable_call,
    bridge,
    calls,
    browser_guesses,
    cells,
    idioms,
    imports,
    loop,
    no_processes,
    output,
    primitives,
    probe,
    socket_module,
    stack,
    steps,
    task,
    threads,
)
from .blocking import install as install_blocking
from .traces import keep_user_frames
from .missing_modules import advice
from .notebook import Notebook
from .unawaited import install as install_unawaited
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
    exec(compile(_REHEARSAL, "/rehearsal.py", "exec"), {"__name__": "__main__"})
    for module in (awaitable_call, calls, loop, primitives, probe, stack, steps):
        module.forget()
    linecache.clearcache()
    gc.collect()


def run(request_json):
    """Runs the scenario of a request and returns how it ended, both as JSON.

    The request holds `file`, its `folder`, `args`, `env` (texts by name), `packages` (paths of folders),
    `unsaved` (texts by path) and `untilLine` (the last line on which a cell may begin, or nothing).
    """
    request = json.loads(request_json)
    file = request["file"]
    sys.argv[:] = [file, *request["args"]]
    sys.path[0:2] = [request["folder"]]
    prepare(request["env"], request["packages"])
    imports.prepare(request["packages"])
    sys.stdout.reconfigure(line_buffering=True)
    sys.stderr.reconfigure(line_buffering=True)
    if bridge.recording:
        output.install()
    random.seed()  # The snapshot holds one state of the generator; each run wants its own.
    _use_unsaved(request["unsaved"])
    program = _Program(request)
    ending = {"exitCode": 0, "problem": None, "advice": None}
    for part in (program.start, program.go_on):
        try:
            part()
        except BaseException as error:
            problem, exit_code = _report(error)
            ending = {"exitCode": exit_code, "problem": problem, "advice": advice(error)}
            if not isinstance(error, Exception):
                break
    ending["exitCode"] = _shut_down() or ending["exitCode"]
    return json.dumps(ending)


class _Program:
    """What a file holds: statements, or the cells of a notebook."""

    def __init__(self, request):
        self._request = request
        self._notebook = None

    def start(self):
        """Runs it. Raises what it raises."""
        file, source = self._request["file"], _source(self._request)
        text = _text_of(source)
        if text is None or not cells.are_in(text):
            code = compile(source, file, "exec", dont_inherit=True)
            _run_as_main(code, _new_main(file))
            return
        until = self._request["untilLine"]
        wanted = [cell for cell in cells.split(text) if until is None or cell.line <= until]
        self._notebook = Notebook(file, wanted, _new_main(file).__dict__)
        self._notebook.run()

    def go_on(self):
        """Runs what a notebook has left behind, even if one of its cells has failed."""
        if self._notebook is not None:
            self._notebook.go_on()


def _text_of(source):
    """The text of a file; `None` if its encoding is wrong, which the compiler explains."""
    try:
        return importlib.util.decode_source(source)
    except (SyntaxError, UnicodeDecodeError):
        return None


def _source(request):
    text = request["unsaved"].get(request["file"])
    if text is not None:
        return text.encode()
    with open(request["file"], "rb") as source:
        return source.read()


def _use_unsaved(texts):
    """Makes imports and tracebacks use the texts on screen instead of what is on disk."""
    if not texts:
        return
    for path, text in texts.items():
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
    loader = importlib.machinery.SourceFileLoader
    get_code = loader.get_code

    def get_code_on_screen(self, fullname):
        text = texts.get(self.get_filename(fullname))
        if text is None:
            return get_code(self, fullname)
        return compile(text.encode(), self.get_filename(fullname), "exec", dont_inherit=True)

    loader.get_code = get_code_on_screen


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


def _report(error):
    """Prints what the interpreter prints of an error that nobody caught: (problem, exit code)."""
    if isinstance(error, SystemExit):
        return None, _exit_code(error.code)
    problem = _problem(error)
    if problem is not None:
        _look_for_old_idiom(error, problem)
    keep_user_frames(error)
    sys.stdout.flush()
    traceback.print_exception(error)
    return problem, 130 if isinstance(error, KeyboardInterrupt) else 1


def _look_for_old_idiom(error, problem):
    file = problem["file"]
    text = "".join(linecache.getlines(file))
    try:
        idioms.report(error, file, problem["line"], text)
    except Exception:
        # Whatever is wrong with our advice, the program's own error must be told.
        pass


def _exit_code(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)
    return 1


def _problem(error):
    """Where and what the error was: in user code, or in a file that could not be compiled."""
    message = "".join(traceback.format_exception_only(error)[-1:]).strip()
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        line, column = error.lineno, error.offset or 1
        end_line = max(error.end_lineno or line, line)
        end_column = error.end_offset or column
        if end_line == line:
            end_column = max(end_column, column + 1)
        found = (error.filename, line, column, end_line, end_column)
        message = f"{type(error).__name__}: {error.msg}"
    else:
        found = _place(error.__traceback__)
    if found is None:
        return None
    keys = ("file", "line", "column", "endLine", "endColumn")
    return dict(zip(keys, found), message=message)


def _place(trace):
    found = None
    while trace is not None:
        code = trace.tb_frame.f_code
        if probe.is_user_code(code):
            found = probe.place_of(code, trace.tb_lasti)
        trace = trace.tb_next
    return found


def _shut_down():
    """Does what the interpreter does at its end; returns an exit code if that fails."""
    try:
        threads.join_all()
        atexit._run_exitfuncs()
    except BaseException as error:
        return _report(error)[1]
    _clear_main()
    gc.collect()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            return 120  # As the interpreter does when it cannot flush.
    return 0


def _clear_main():
    """Lets go of the program's objects, so that a coroutine that nobody awaited is reported."""
    main = sys.modules["__main__"].__dict__
    for name in list(main):
        if name != "__builtins__":
            main[name] = None
