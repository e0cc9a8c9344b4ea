import type { TaskRecord } from '../../trace/timeline';
import { createdClause } from './explain-ready';
import type { Explanation } from './explanation';
import type { Narrator } from './narrator';
import { capitalised, say } from './passage';

/** Why a task was not there before its creation. */
export function explainCreation(n: Narrator, task: TaskRecord): Explanation {
  const name = n.name(task.id);
  return {
    headline: say`${name} did not exist before ${n.time(task.created)}`,
    sentences: [say`${capitalised(createdClause(n, task.id))}.`],
  };
}
