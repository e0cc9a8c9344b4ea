import { TaskFamilies } from '../../src/analysis/task-families';
import { RunLines } from '../../src/extension/editor/run-lines';
import { RunModel } from '../../src/extension/run/run-model';
import { TaskForest } from '../../src/extension/tasks/task-forest';
import { rowDescription, rowTooltip, stateIcon } from '../../src/extension/tasks/task-row';
import { momentOfEvent } from '../../src/trace/cursor';
import { Random } from '../fuzz/random';
import { english } from '../support/localizer';
import { recordServer } from './ui/server-trace';
import { SIZES, type SizeName, SLOW_CALLBACK_DURATION } from './ui/sizes';

/** What one move of the cursor costs the extension, in seconds of the processor. */
export interface ExtensionJumps {
  readonly events: number;
  readonly tasks: number;
  /** The first one. */
  readonly first: number;
  readonly median: number;
  readonly worst: number;
}

const FILE = '/srv/server.py';
const JUMPS = 200;
/** The fastest try counts: the others may have been interrupted by what else the machine does. */
const TRIES = 3;

/**
 * Moves the cursor of a run about, and asks each time for what the views of the extension show: the rows of
 * the task view as far as they are open at first, and the marks of the lines of an editor.
 */
export async function benchExtensionJumps(size: SizeName): Promise<ExtensionJumps> {
  const model = new RunModel({
    ...{ runId: size, title: `${size}.py`, file: FILE, clock: 'virtual' },
    slowCallbackDuration: SLOW_CALLBACK_DURATION,
  });
  recordServer(SIZES[size], (chunk) => model.append(chunk));
  const ending = { end: 'finished', exitCode: 0, message: '' } as const;
  model.end({ ...ending, problem: undefined, realSeconds: 1 }, []);
  const lines = new RunLines(model, true);
  await lines.read(async () => {});
  const families = new TaskFamilies(model.timeline);
  const { length: events } = model.trace;
  const jump = (event: number): number => {
    const begun = process.cpuUsage();
    model.setCursor(momentOfEvent(model.trace, event), 'command');
    showTasks(new TaskForest(model, families), 0);
    lines.marks(FILE, true);
    const { user, system } = process.cpuUsage(begun);
    model.setCursor(undefined, 'command');
    return (user + system) / 1e6;
  };
  const first = jump(Math.floor(events / 2));
  const random = new Random(1);
  const times = Array.from({ length: JUMPS }, () => {
    const event = random.below(events);
    return Math.min(...Array.from({ length: TRIES }, () => jump(event)));
  });
  times.sort((one, other) => one - other);
  const { length: tasks } = model.timeline.tasks;
  return { events, tasks, first, median: times[JUMPS / 2]!, worst: times.at(-1)! };
}

/** All that VS Code asks for the rows below a task, and for the rows below those if they are open. */
function showTasks(forest: TaskForest, creator: number): void {
  for (const state of forest.children(creator)) {
    const atEnd = forest.atEnd(state);
    stateIcon(state, atEnd);
    rowDescription(state, english, atEnd);
    rowTooltip(state, '', english);
    if (forest.hasChildren(state.task) && forest.isOpen) showTasks(forest, state.task);
  }
  forest.hidden(creator);
}
