"""Runs the cells of a file as a notebook does: in order, on one loop that goes on between them."""

import ast
import asyncio
import atexit
import contextvars
import inspect
import __future__

from . import bridge, interrupts, probe, versions
from .loop import LoopscopeEventLoop

# Iterations of the loop between two cells; a task that never waits must not keep the next cell from running.
_MOST_BETWEEN = 100

# Characters of a value that the trace keeps; all of it is printed.
_MOST_KEPT = 10_000

_FUTURES = 0
for _name in __future__.all_feature_names:
    _FUTURES |= getattr(__future__, _name).compiler_flag

_left = set()
"""Tasks that still wait at the end. In a notebook they would go on to wait, so nothing ends them here."""


class CellLeft(Exception):
    """A cell is not over, and the loop was left; `why`: see `run_for_cell`."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why


class Notebook:
    """Runs cells, each as a task, in one namespace.

    As in Jupyter, asyncio's loop runs while a cell does, and goes on afterwards. The next cell begins when
    nothing is left to run at this moment. After the last one, what was begun goes on as long as something
    will run by itself; if more cells may come, it waits for them, so that it does not matter how many cells
    are run at once.
    """

    def __init__(self, file, namespace, lives_on):
        """`lives_on`: more cells may come after the last."""
        self._file = file
        self._namespace = namespace
        self.lives_on = lives_on
        self._flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self._context = contextvars.copy_context()
        self._loop = LoopscopeEventLoop()
        self._out = namespace["Out"] = {}
        self._running = None
        asyncio.set_event_loop(self._loop)
        if lives_on:
            interrupts.install()
        atexit.register(self._close)

    def run(self, cells):
        """Runs cells, up to the first that fails. Raises what it raised, or `CellLeft`."""
        for cell in cells:
            if cell.pause:
                self._loop.call_later(cell.pause, _pause_is_over, self._loop)
                self._loop.run_forever()
            self._run_cell(cell)
            self._loop.run_now(_MOST_BETWEEN)

    def go_on(self):
        """Runs what the cells have left behind, unless more of them may come."""
        if not self.lives_on:
            self._loop.run_out()

    @property
    def is_paused(self):
        """Whether something is left that would run by itself."""
        return self._loop.has_work_ahead()

    def _run_cell(self, cell):
        position = probe.line_position(self._file, cell.line, "<module>")
        bridge.cell_started(cell.index, bridge.text(cell.title), position)
        self._running = task = self._task_of(cell, position)
        task.add_done_callback(self._cell_is_over)
        try:
            self._run_until_over(task)
        finally:
            self._running = None
            # What ends the program is on its way already, and nobody else will ask for it.
            if task.done() and not task.cancelled():
                task.exception()
        if not task.done():
            raise RuntimeError("Event loop stopped before the cell was over.")
        task.result()

    def _run_until_over(self, task):
        try:
            if not self.lives_on:
                self._loop.run_forever()
            elif why := self._loop.run_for_cell():
                # It could be woken by a later one, unless it would never end.
                if why != "stalled" and task.cancel():
                    self._loop.run_for_cell()
                raise CellLeft(why)
        except (KeyboardInterrupt, SystemExit):
            if task.cancel():
                self._loop.run_for_cell()
            else:
                # An interrupt may have taken the place of the callback that would stop the loop.
                self._loop.run_now(_MOST_BETWEEN)
            raise

    def _cell_is_over(self, task):
        """Stops the loop, unless nobody waits for the cell any more."""
        if task is self._running:
            self._running = None
            self._loop.stop()

    def _task_of(self, cell, position):
        """A task that the trace knows from the beginning, at the line of its cell."""
        name = f"cell {cell.index}"
        coroutine = self._evaluate(cell)
        coroutine.__name__ = coroutine.__qualname__ = "cell"
        task = asyncio.Task.__new__(asyncio.Task)
        task._loopscope_name = name
        task._loopscope_id = bridge.new_task(bridge.text(name), bridge.text("cell"), position, position)
        task.__init__(coroutine, loop=self._loop, name=name, context=self._context)
        return task

    async def _evaluate(self, cell):
        value, line = None, 0
        for code, line in self._compiled(cell):
            value = eval(code, self._namespace)
            if code.co_flags & inspect.CO_COROUTINE:
                value = await value
        if value is not None:
            self._show(cell.index, value, line)

    def _compiled(self, cell):
        """The code of all statements, and that of the last expression if its value is to be shown.

        Each with the last line of such an expression, and 0 for statements.
        """
        body = self._compile(cell.source, "exec", ast.PyCF_ONLY_AST).body
        last = body.pop() if body and _is_shown(body[-1], cell.source) else None
        if body:
            code = self._compile(ast.Module(body, []), "exec")
            # A `from __future__ import …` holds for all cells that follow.
            self._flags |= code.co_flags & _FUTURES
            yield self._known(code), 0
        if last is not None:
            code = self._compile(ast.Expression(last.value), "eval")
            yield self._known(code), last.end_lineno

    def _known(self, code):
        """The same code; what is said of it later will be told of the text that the file has then."""
        if self.lives_on:
            versions.learn(code)
        return code

    def _compile(self, source, mode, flags=0):
        return compile(source, self._file, mode, self._flags | flags, dont_inherit=True)

    def _show(self, index, value, line):
        self._out[index] = self._namespace["_"] = value
        text = repr(value)
        if bridge.recording:
            position = probe.line_position(self._file, line, "<module>")
            bridge.cell_shown(index, bridge.text(text[:_MOST_KEPT]), position)
        print(f"Out[{index}]:", text, sep="\n" if "\n" in text else " ")

    def _close(self):
        _left.update(asyncio.all_tasks(self._loop))
        asyncio.set_event_loop(None)
        self._loop.close()
        # The program's namespace lets go of them as well; only then coroutines that nobody awaited are told of.
        self._out = None


def _is_shown(statement, source):
    """Whether a statement is an expression with no semicolon behind it."""
    if not isinstance(statement, ast.Expr):
        return False
    line = source.split("\n")[statement.end_lineno - 1].encode()
    return not line[statement.end_col_offset :].lstrip().startswith(b";")


def _pause_is_over(loop):
    loop.stop()
