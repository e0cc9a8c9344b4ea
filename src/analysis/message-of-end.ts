import type { Timeline } from '../trace/timeline';
import { deadlockOf } from './deadlock';
import { TaskNames } from './task-names';

/** Why a run ended: `message`, or who waits for whom if its tasks wait for each other for ever. */
export function messageOfEnd(timeline: Timeline, message: string): string {
  const words = deadlockOf(timeline, new TaskNames(timeline))?.words;
  return words ? `The program hangs. ${words.message} ${words.advice}` : message;
}
