import * as vscode from 'vscode';
import { type Travel, travel } from '../../analysis/travel';
import type { PlayAction } from '../../protocol/timeline';
import type { CommandId } from '../contributions';
import type { SpokenLines } from '../editor/spoken-lines';
import { sayInStatusBar } from '../run/passing-words';
import type { RunController } from '../run/run-controller';
import type { RunModel } from '../run/run-model';
import type { TimelinePanels } from '../timeline/timeline-panels';
import { goToFinding } from './go-to-finding';
import { runInFront } from './run-in-front';
import { runToHere } from './run-to-here';

/** What moves the cursor of a run. */
export type TravelCommandId = Extract<
  CommandId,
  | `loopscope.${'next' | 'previous'}${'TaskStep' | 'Iteration' | 'Finding'}`
  | `loopscope.step${'Forward' | 'Back'}`
  | `loopscope.goTo${'Start' | 'End'}`
  | `loopscope.play${'Pause' | 'Faster' | 'Slower'}`
  | 'loopscope.runToHere'
>;

interface TravelTargets {
  readonly runs: RunController;
  readonly spoken: SpokenLines;
  readonly timelines: TimelinePanels;
}

/** The commands that move the cursor of the run in front. Its timeline, if it is open, follows. */
export function travelCommands(targets: TravelTargets): Record<TravelCommandId, () => unknown> {
  const go = (by: Travel['by'], direction: Travel['direction']) => () =>
    inFront(targets, (model) => travelRun(model, { by, direction }));
  const play = (action: PlayAction) => () =>
    inFront(targets, (model) => playRun(targets.timelines, model, action));
  const finding = (step: 1 | -1) => () => inFront(targets, (model) => goToFinding(model, step));
  return {
    'loopscope.stepForward': go('event', 1),
    'loopscope.stepBack': go('event', -1),
    'loopscope.nextTaskStep': go('step', 1),
    'loopscope.previousTaskStep': go('step', -1),
    'loopscope.nextIteration': go('iteration', 1),
    'loopscope.previousIteration': go('iteration', -1),
    'loopscope.goToStart': go('run', -1),
    'loopscope.goToEnd': go('run', 1),
    'loopscope.nextFinding': finding(1),
    'loopscope.previousFinding': finding(-1),
    'loopscope.playPause': play('toggle'),
    'loopscope.playFaster': play('faster'),
    'loopscope.playSlower': play('slower'),
    'loopscope.runToHere': () => runToHere(targets.runs, targets.spoken),
  };
}

/** Acts on the run that is meant, and shows it. */
function inFront(
  { runs, spoken, timelines }: TravelTargets,
  act: (model: RunModel) => unknown,
): unknown {
  const file = vscode.window.activeTextEditor?.document.uri.fsPath;
  const model = runInFront(runs, spoken, { timeline: timelines.active?.model, file });
  if (!model) return undefined;
  runs.show(model);
  return act(model);
}

function travelRun(model: RunModel, movement: Travel): void {
  const next = travel(model, model.cursor, movement, model.selectedTask);
  if (next) model.setCursor(next, 'command');
  else {
    const isForward = movement.direction > 0;
    sayInStatusBar(
      isForward
        ? vscode.l10n.t('Nothing follows in this run.')
        : vscode.l10n.t('Nothing comes before in this run.'),
      MESSAGE_MS,
    );
  }
}

/** Real milliseconds. */
const MESSAGE_MS = 4000;

/** Only a picture can be played, so the timeline is opened if it is not. */
function playRun(timelines: TimelinePanels, model: RunModel, action: PlayAction): void {
  const timeline = timelines.showing(model) ?? timelines.open(model.file, { preserveFocus: true });
  timeline.play(action);
}
