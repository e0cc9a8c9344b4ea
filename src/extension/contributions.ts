import { DEFAULT_LIMITS } from '../protocol/run';

/** Publisher and name, as `vscode.extensions.getExtension` wants them. */
export const EXTENSION_ID = 'loopscope.loopscope';

export const CATEGORY = 'Loopscope';

/** Keys that menus and commands of `package.json` are conditioned on; `context-keys.ts` sets them. */
export const CONTEXT_KEYS = {
  /** The active editor shows a scenario: Python that imports asyncio, or TypeScript that imports ours. */
  scenario: 'loopscope.scenario',
  /** The file of the active editor is being run. */
  activeRunning: 'loopscope.activeRunning',
  /** The run that the task view shows goes on. */
  currentRunning: 'loopscope.currentRunning',
  /** Some file is being run. */
  running: 'loopscope.running',
  /** Something has been run since the window was opened. */
  hasRun: 'loopscope.hasRun',
  /** An interpreter is kept for the cells of some file. */
  cellsKept: 'loopscope.cellsKept',
  /** The active editor shows a scenario in cells. */
  hasCells: 'loopscope.hasCells',
} as const;

export interface CommandContribution {
  readonly title: string;
  /** A codicon such as `$(play)`, or the name of an icon of ours in `media/icons`. */
  readonly icon: string;
  /** When the command can be called at all. */
  readonly enablement: string;
}

/** Every command a user can see. `package.json` repeats this list; a test compares the two. */
export const COMMANDS = {
  'loopscope.run': {
    title: 'Run Scenario',
    icon: 'run',
    enablement: '!virtualWorkspace',
  },
  'loopscope.runAgain': {
    title: 'Run Again',
    icon: '$(debug-restart)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.stop': {
    title: 'Stop',
    icon: '$(debug-stop)',
    enablement: CONTEXT_KEYS.running,
  },
  /** Arguments: the URI of a file in cells, and the line, from 1, on which the cell begins; or none. */
  'loopscope.runCell': {
    title: 'Run Cell',
    icon: '$(play)',
    enablement: CONTEXT_KEYS.hasCells,
  },
  /** Arguments: the URI of a file in cells, and the last line, from 1, on which a cell may begin that is run; or none. */
  'loopscope.runCells': {
    title: 'Run Cells Above',
    icon: '$(run-above)',
    enablement: CONTEXT_KEYS.hasCells,
  },
  'loopscope.runCellAndAdvance': {
    title: 'Run Cell and Go to Next',
    icon: '$(play)',
    enablement: CONTEXT_KEYS.hasCells,
  },
  'loopscope.runCellAndBelow': {
    title: 'Run Cell and Below',
    icon: '$(run-below)',
    enablement: CONTEXT_KEYS.hasCells,
  },
  'loopscope.insertCell': {
    title: 'Insert Cell Below',
    icon: '$(add)',
    enablement: CONTEXT_KEYS.hasCells,
  },
  'loopscope.restartCells': {
    title: 'Restart Cells',
    icon: '$(refresh)',
    enablement: CONTEXT_KEYS.cellsKept,
  },
  'loopscope.openTimeline': {
    title: 'Open Timeline',
    icon: 'timeline',
    enablement: '!virtualWorkspace',
  },
  'loopscope.openDemo': {
    title: 'Open Demo…',
    icon: '$(mortar-board)',
    enablement: '!virtualWorkspace',
  },
  'loopscope.newScenario': {
    title: 'New Scenario…',
    icon: '$(new-file)',
    enablement: '!virtualWorkspace',
  },
  'loopscope.showOutput': {
    title: 'Show Output',
    icon: '$(output)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.export': {
    title: 'Save or Export…',
    icon: '$(save)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.saveTrace': {
    title: 'Save Trace…',
    icon: '$(save)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.exportSvg': {
    title: 'Export Timeline as SVG…',
    icon: '$(file-media)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.exportPng': {
    title: 'Export Timeline as PNG…',
    icon: '$(file-media)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.copyImage': {
    title: 'Copy Timeline as Image',
    icon: '$(copy)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.exportChromeTrace': {
    title: 'Export Chrome Trace…',
    icon: '$(json)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.stepForward': {
    title: 'Step Forward',
    icon: '$(debug-step-over)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.stepBack': {
    title: 'Step Back',
    icon: '$(debug-step-back)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.nextTaskStep': {
    title: 'Next Step of the Task',
    icon: '$(debug-step-into)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.previousTaskStep': {
    title: 'Previous Step of the Task',
    icon: '$(debug-step-out)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.nextIteration': {
    title: 'Next Iteration of the Loop',
    icon: '$(arrow-right)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.previousIteration': {
    title: 'Previous Iteration of the Loop',
    icon: '$(arrow-left)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.goToStart': {
    title: 'Go to the Beginning of the Run',
    icon: '$(debug-reverse-continue)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.goToEnd': {
    title: 'Go to the End of the Run',
    icon: '$(debug-continue)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.nextFinding': {
    title: 'Next Finding',
    icon: '$(arrow-down)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.previousFinding': {
    title: 'Previous Finding',
    icon: '$(arrow-up)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.playPause': {
    title: 'Play or Pause',
    icon: '$(play)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.playFaster': {
    title: 'Play Faster',
    icon: '$(chevron-right)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.playSlower': {
    title: 'Play Slower',
    icon: '$(chevron-left)',
    enablement: CONTEXT_KEYS.hasRun,
  },
  'loopscope.runToHere': {
    title: 'Run to Here',
    icon: '$(debug-line-by-line)',
    enablement: CONTEXT_KEYS.hasRun,
  },
} as const satisfies Record<string, CommandContribution>;

export type CommandId = keyof typeof COMMANDS;

/** Commands that only our own views call; they are not in `package.json`. */
export const INTERNAL_COMMANDS = {
  /** Argument: a `TaskRecord` of the run that the task view shows. */
  revealTask: 'loopscope.tasks.reveal',
  /** Arguments: the id of a run, and an event of its trace; without an event, the end of the run. */
  showMoment: 'loopscope.editor.showMoment',
} as const;

export const VIEWS = { container: 'loopscope', tasks: 'loopscope.tasks' } as const;

export const TIMELINE_VIEW_TYPE = 'loopscope.timeline';
/** The editor of saved traces. */
export const TRACE_VIEW_TYPE = 'loopscope.trace';

export interface SettingContribution {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly default:
    | string
    | number
    | boolean
    | readonly string[]
    | Readonly<Record<string, string>>;
  readonly enum?: readonly string[];
  readonly scope: 'resource' | 'window';
}

const limit = <T extends 'number' | 'integer'>(type: T, value: number) =>
  ({ type, default: value, scope: 'resource' }) as const;

/** Every setting, without the `loopscope.` in front. `package.json` repeats this list. */
export const SETTINGS = {
  clock: {
    type: 'string',
    default: 'virtual',
    enum: ['virtual', 'system'],
    scope: 'resource',
  },
  measureWork: { type: 'boolean', default: true, scope: 'resource' },
  recordLocals: { type: 'boolean', default: true, scope: 'resource' },
  slowCallbackDuration: { type: 'number', default: 0.1, scope: 'resource' },
  arguments: { type: 'array', default: [], scope: 'resource' },
  env: { type: 'object', default: {}, scope: 'resource' },
  'files.write': { type: 'boolean', default: false, scope: 'resource' },
  'python.packages': { type: 'array', default: [], scope: 'resource' },
  'limits.virtualSeconds': limit('number', DEFAULT_LIMITS.virtualSeconds),
  'limits.realSeconds': limit('number', DEFAULT_LIMITS.realSeconds),
  'limits.steps': limit('integer', DEFAULT_LIMITS.steps),
  'limits.events': limit('integer', DEFAULT_LIMITS.events),
  'limits.outputCharacters': limit('integer', DEFAULT_LIMITS.outputCharacters),
  'output.showTime': { type: 'boolean', default: true, scope: 'resource' },
  'codeLens.enabled': { type: 'boolean', default: true, scope: 'resource' },
  'editor.lineSummaries': { type: 'boolean', default: true, scope: 'resource' },
} as const satisfies Record<string, SettingContribution>;

export type SettingName = keyof typeof SETTINGS;
