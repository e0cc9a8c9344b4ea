import type { Localizer } from '../localizer';
import type { CellPlan } from './cell-plan';
import type { RunModel } from './run-model';

/** Where the cells of a run ran and what becomes of their state, as full sentences; none if it has no cells. */
export function cellSentences(model: RunModel, l10n: Localizer): string[] {
  const { outcome, isOfCells, takenOver } = model;
  if (!outcome || !isOfCells) return [];
  const sentences: string[] = [];
  const [before, now] = [cellsIn(model, 0, takenOver), cellsIn(model, takenOver)];
  if (before.length > 0 && now.length > 0) {
    const [these, those] = [cellNames(now, l10n), cellNames(before, l10n)];
    sentences.push(l10n.t('Ran {0} after {1}, in the same interpreter.', these, those));
  }
  if (!outcome.kept) {
    if (before.length > 0 || outcome.end !== 'finished') {
      sentences.push(l10n.t('The interpreter is gone, so the next Run Cell begins anew.'));
    }
  } else if (outcome.kept.isPaused) {
    sentences.push(l10n.t('Tasks that are left go on while the next cell runs.'));
  }
  return sentences;
}

/** The cells that have run in the interpreter of a run, in words such as "cells 1–3 and 5". */
export function cellsOfRun(model: RunModel, l10n: Localizer): string {
  return cellNames(cellsIn(model, 0), l10n);
}

/** The cells that a run is to run, in the same words. */
export function cellsOfPlan({ first, last }: CellPlan, l10n: Localizer): string {
  const cells = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return cellNames(cells, l10n);
}

/** What a restart does to the cells of a file with such a title. `model`: the run of them that is kept or goes on. */
export function restartSentence(
  title: string,
  model: RunModel | undefined,
  l10n: Localizer,
): string {
  if (!model?.timeline.cells.length) return l10n.t('{0}: the next Run Cell begins anew.', title);
  const cells = cellsOfRun(model, l10n);
  return l10n.t('{0}: what {1} had made is gone. The next Run Cell begins anew.', title, cells);
}

/** The numbers of the cells that began at events from `first` to before `last`, in order, each once. */
function cellsIn({ timeline }: RunModel, first: number, last = Number.POSITIVE_INFINITY): number[] {
  const cells = timeline.cells.filter(({ event }) => event >= first && event < last);
  return [...new Set(cells.map(({ index }) => index))].sort((a, b) => a - b);
}

function cellNames(cells: readonly number[], l10n: Localizer): string {
  const ranges = rangesOf(cells).map(([from, to]) =>
    from === to ? `${from}` : to === from + 1 ? [`${from}`, `${to}`] : `${from}–${to}`,
  );
  const names = ranges.flat();
  const last = names.pop() ?? '';
  if (cells.length === 1) return l10n.t('cell {0}', last);
  if (names.length === 0) return l10n.t('cells {0}', last);
  return l10n.t('cells {0} and {1}', names.join(', '), last);
}

/** First and last of each row of numbers without a gap. */
function rangesOf(numbers: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}
