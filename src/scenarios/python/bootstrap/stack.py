"""The coroutines in which a waiting task stands, and the values of their variables.

Only what has changed since the task waited last is told. No object of the program is kept, except
numbers, which nobody can miss.
"""

from types import BuiltinFunctionType, FunctionType, ModuleType

from . import bridge, probe
from .describe import describe, is_plain

MAX_FRAMES = 16
MAX_VARIABLES = 20
# Texts whose numbers are remembered. There is no end to the values of a counter.
_MAX_TEXTS = 10_000
# What a module defines or imports.
_DEFINITIONS = (ModuleType, FunctionType, BuiltinFunctionType, type)
# Most values that change at each step are such numbers.
_SMALL = 1 << 30


class _Known:
    """What the trace knows of one coroutine of a stack."""

    __slots__ = ("code", "position", "texts", "plain")

    def __init__(self, code, position):
        self.code = code
        self.position = position
        self.texts = {}
        """name -> text of the value"""
        self.plain = {}
        """name -> value, if the same object will have the same text"""


_stacks: dict[int, list[_Known]] = {}
_texts: dict[str, int] = {}


def where(task):
    """As `probe.where`; also tells the trace what has changed in the stack of the task."""
    number = task._loopscope_id  # 0 for a task that is not the user's.
    if number == 0 or not bridge.recording_locals:
        return probe.where(task.get_coro())
    frames = []
    found = probe.where(task.get_coro(), frames)
    _report(number, frames)
    return found


def ready_at(task):
    """The position at which a task stands that is ready again at once. Tells what `where` tells."""
    return where(task)[0]


def _report(number, frames):
    known = _stacks.get(number)
    if known is None:
        known = _stacks[number] = []
    if len(frames) != 1 or len(known) != 1 or known[0].code is not frames[0].f_code:
        frames = frames[-MAX_FRAMES:]
        _report_frames(number, frames, known)
    depth = 0
    for frame in frames:
        _report_variables(number, depth, frame, known[depth])
        depth += 1


def leave(task_number):
    """The task is over."""
    _stacks.pop(task_number, None)


def forget():
    """Forgets all stacks and texts, as if no program had run."""
    _stacks.clear()
    _texts.clear()


def _report_frames(number, frames, known):
    count, innermost = len(frames), len(frames) - 1
    is_as_deep = count == len(known)
    for depth, frame in enumerate(frames):
        code = frame.f_code
        if depth < len(known) and known[depth].code is code:
            # Where the innermost stands is told with what the task waits for.
            if depth == innermost and is_as_deep:
                return
            position = probe.position_of(code, frame.f_lasti)
            if known[depth].position != position or depth == innermost:
                known[depth].position = position
                _tell(bridge.frame(number, depth, count, True, position))
        else:
            del known[depth:]
            position = probe.position_of(code, frame.f_lasti)
            known.append(_Known(code, position))
            _tell(bridge.frame(number, depth, count, False, position))
    if count < len(known):
        del known[count:]
        if count == 0:
            _tell(bridge.frame(number, 0, 0, False, 0))


def _report_variables(number, depth, frame, known):
    plain, texts = known.plain, known.texts
    variables = frame.f_locals.items()
    if frame.f_code.co_name == "<module>":
        variables = _of_notebook(variables)
    if len(variables) > MAX_VARIABLES:
        variables = variables[:MAX_VARIABLES]
    for name, value in variables:
        if name in plain and plain[name] is value:
            continue
        if type(value) is int and -_SMALL < value < _SMALL:
            plain[name] = value
            text = repr(value)
        else:
            text = describe(value)
            if is_plain(value):
                plain[name] = value
            elif name in plain:
                del plain[name]
        if name not in texts or texts[name] != text:
            texts[name] = text
            _tell(bridge.local(number, depth, _number_of(name), _number_of(text)))
    if len(texts) > len(variables):
        _report_gone(number, depth, {name for name, _ in variables}, known)


def _of_notebook(variables):
    """The variables of a cell that hold data; those of all cells are together in one namespace."""
    return [
        (name, value)
        for name, value in variables
        if not name.startswith("_") and name != "Out" and not isinstance(value, _DEFINITIONS)
    ]


def _report_gone(number, depth, names, known):
    for name in [name for name in known.texts if name not in names]:
        del known.texts[name]
        known.plain.pop(name, None)
        _tell(bridge.local(number, depth, _number_of(name), 0))


def _number_of(text):
    try:
        return _texts[text]
    except KeyError:
        if len(_texts) == _MAX_TEXTS:
            _texts.clear()
        number = _texts[text] = bridge.text(text)
        return number


def _tell(more_is_wanted):
    if not more_is_wanted:
        bridge.recording_locals = False
