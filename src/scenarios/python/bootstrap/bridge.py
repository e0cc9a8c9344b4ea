"""The functions that the host offers, set by `attach` after the interpreter has started.

They take and give integers, floats and strings only, so that nothing has to be freed. Times are
seconds on the clock of the run; 0 stands for "no task" and "unknown position".
"""

open_loop = None
"""open_loop(run_handle, locate) -> channel: makes a loop of the runtime core; see `loop.py`."""

begin_program = None
"""begin_program(): from now on the program works."""

end_program = None
"""end_program(): the program is over."""

open_signals = None
"""open_signals(): the program does not live on, so a signal may interrupt it anywhere."""

interrupt_later = None
"""interrupt_later(): an interrupt came where the program cannot be interrupted; it comes again a moment later."""

call_soon = None
"""call_soon(channel, handle, task): the next step of a task; `channel` is the number of its loop's."""

call_soon_callback = None
"""call_soon_callback(channel, handle, name, position)."""

call_at = None
"""call_at(channel, timer, when, name, position)."""

cancel_handle = None
"""cancel_handle(channel, handle)."""

cancel_timer = None
"""cancel_timer(channel, timer)."""

new_task = None
"""new_task(name, coroutine, created_at, starts_at, address) -> the task's number.

The numbers of two texts and of two positions, and the address of the coroutine.
"""

rename_task = None
"""rename_task(task, name)."""

begin_eager_step = None
"""begin_eager_step(task): its first step begins inside what runs now."""

yielded = None
"""yielded(task, position): its eager step is over, and it is ready again at once."""

cancelling = None
"""cancelling(task, position, is_interrupt): somebody asked the task to cancel, or SIGINT did."""

uncancelled = None
"""uncancelled(task, left, position): a request to cancel was taken back; `left` still stand."""

frame = None
"""frame(task, depth, depths, moved, position) -> whether more is wanted: a coroutine in its stack."""

local = None
"""local(task, depth, name, value) -> whether more is wanted: a variable has another value."""

learn_code = None
"""learn_code(address, kind): the kind of a code object for `coroutine-memory.ts`; it stays where it is."""

learn_position = None
"""learn_position(code_address, instruction, position)."""

waits = None
"""waits(task) -> whether the host has seen by itself what a task waits for; else `suspended` must tell."""

primitive_at = None
"""primitive_at(address, primitive): the number of the lock, queue or the like at an address, or 0."""

primitive_of = None
"""primitive_of(address) -> the number of the primitive whose method waits, a coroutine at an address; or 0."""

suspended = None
"""suspended(task, wait_kind, target, detail, position, deadline): the step is over; it waits."""

ended = None
"""ended(task, outcome, exception, position): the step is over, and so is the task."""

never_retrieved = None
"""never_retrieved(task): it failed, and nobody has asked for its result."""

task_destroyed = None
"""task_destroyed(task): it was thrown away before it was done."""

never_awaited = None
"""never_awaited(name, position): nothing has awaited a coroutine of this name, made there."""

new_primitive = None
"""new_primitive(kind, name, level, limit, position) -> the number of a lock, queue or the like."""

primitive_changed = None
"""primitive_changed(primitive, level)."""

old_idiom = None
"""old_idiom(idiom, what, edits, position): the program failed because of an idiom of older Pythons."""

cell_started = None
"""cell_started(index, title, position): a cell of a notebook begins."""

cell_shown = None
"""cell_shown(index, text, position): the value of a cell is shown."""

begin_free = None
"""begin_free(): what happens until the matching `end_free` costs the program nothing on the virtual clock."""

end_free = None
"""end_free()."""

text = None
"""text(string) -> the number that stands for it in the trace."""

position = None
"""position(file, line, column, end_line, end_column, name) -> the number of a source position."""

block = None
"""block(seconds, call, position) -> the seconds that passed, or `PROPAGATE`: holds the thread; less if woken."""

time = None
"""time() -> seconds, exactly as the host has it; that of the thread that runs now."""

settled_time = None
"""settled_time() -> seconds, after all the work that was done so far by the thread that runs now; or `PROPAGATE`."""

threads = None
"""Threads and processes; see `threads.ts`."""

lanes = None
"""Locks, queues and the like of threads; see `thread-lanes.ts`."""

imports = None
"""Time in which modules are imported; see `imports.ts`."""

PROPAGATE = -2
"""The answer of either side if an exception is in `raised` that must go on."""

raised = []
"""Exceptions of threads on their way to the program."""

awaitable = None
"""awaitable(position, text): a coroutine could await this in the place of the call there, which blocks."""

in_function = None
"""in_function(position, caller): the call there, which blocks, stands in a function that cannot await.

`caller` is where a coroutine called that function, 0 if it is unknown. What could be awaited stands for that call.
"""

sample = None
"""sample(position): the profiler found the program there."""

recording = True
"""False if nobody wants to know what tasks do."""

recording_locals = True
"""False if nobody wants to know the stacks and variables of tasks, or not any more."""

wait_kinds = {}
"""Word for what a task waits for -> its number in the trace."""

_FUNCTIONS = (
    "open_loop",
    "begin_free",
    "end_free",
    "begin_program",
    "end_program",
    "open_signals",
    "interrupt_later",
    "rename_task",
    "never_retrieved",
    "task_destroyed",
    "never_awaited",
    "old_idiom",
    "new_primitive",
    "cell_started",
    "cell_shown",
    "position",
    "block",
    "awaitable",
    "in_function",
    "sample",
)

# These are called often. They take and give numbers only, so that the call can be a direct one.
_OF_NUMBERS = (
    "call_soon",
    "call_soon_callback",
    "call_at",
    "cancel_handle",
    "cancel_timer",
    "begin_eager_step",
    "yielded",
    "cancelling",
    "uncancelled",
    "frame",
    "local",
    "suspended",
    "ended",
    "primitive_changed",
)

# As these; the host has them under `places`.
_OF_PLACES = (
    "new_task",
    "learn_code",
    "learn_position",
    "waits",
    "primitive_at",
    "primitive_of",
)

# These give seconds and are called often; the host has them under `threads`.
_OF_SECONDS = (
    "time",
    "settled_time",
)


def checked(answer):
    """The answer of the host; raises the exception that must go on, if there is one."""
    if answer == PROPAGATE and raised:
        raise raised.pop()
    return answer


def attach(host, calls):
    """Takes over the host's functions; `calls` makes direct ones, see `direct-calls.ts`."""
    names = globals()
    for name in _FUNCTIONS:
        names[name] = getattr(host, name)
    for name in _OF_NUMBERS:
        names[name] = calls.withNumbers(getattr(host, name))
    for name in _OF_PLACES:
        names[name] = calls.withNumbers(getattr(host.places, name))
    for name in _OF_SECONDS:
        names[name] = calls.ofSeconds(getattr(host.threads, name))
    names["text"] = calls.withText(host.text)
    names["threads"] = host.threads
    names["lanes"] = host.lanes
    names["imports"] = host.imports
    names["recording"] = host.recording
    names["recording_locals"] = host.recording_locals
    wait_kinds.update({word: number for number, word in enumerate(host.wait_kinds.split(","))})
