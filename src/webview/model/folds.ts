/** Which tasks hide the tasks that they created: all or none, with exceptions. */
export interface Folds {
  readonly all: boolean;
  /** Tasks that differ. */
  readonly except: readonly number[];
}

export const EXPANDED: Folds = { all: false, except: [] };
export const COLLAPSED: Folds = { all: true, except: [] };

/** Tells for each task whether it is collapsed. */
export function foldTest({ all, except }: Folds): (task: number) => boolean {
  const others = new Set(except);
  return (task) => others.has(task) !== all;
}

/** The folds with these tasks collapsed or expanded. */
export function withFolded(
  { all, except }: Folds,
  tasks: readonly number[],
  isCollapsed: boolean,
): Folds {
  const others = new Set(except);
  for (const task of tasks) {
    if (isCollapsed === all) others.delete(task);
    else others.add(task);
  }
  return { all, except: [...others] };
}
