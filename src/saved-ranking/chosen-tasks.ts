import { ProblemError } from '../protocol/problem.ts';
import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import { tasksToTry, withoutAlike } from '../ranking/shortlist.ts';
import { taskName } from '../ranking/task-name.ts';
import { nearestName } from '../recipe/nearest-name.ts';

/** Which tasks of a ranking are meant. */
export interface TaskChoice {
  /** The first so many, without those that are alike; undefined: those to try. */
  count: number | undefined;
  /** By name, map or rank, instead; undefined: none is named. */
  names: readonly string[] | undefined;
}

/** Names that are said of those that are like an unknown one. */
const mostSimilar = 3;

/**
 * The tasks that are meant, at least one.
 *
 * @param file of the ranking, for problems
 * @throws {ProblemError} result-without-tasks, result-unknown-task
 */
export function chosenTasks(document: RankingDocument, { count, names }: TaskChoice, file: string): RankedTask[] {
  if (document.tasks.length === 0) throw new ProblemError({ area: 'result', code: 'result-without-tasks', file });
  if (names !== undefined) return [...new Set(names.map((name) => taskNamed(document, name, file)))];
  return count === undefined ? tasksToTry(document) : withoutAlike(document).slice(0, count);
}

/** Of several that have one name, the best ranked. */
function taskNamed({ tasks }: RankingDocument, name: string, file: string): RankedTask {
  const namesOf = (task: RankedTask) => [task.repo, taskName(task), task.taskId, String(task.rank)];
  const found = tasks.find((task) => namesOf(task).includes(name));
  if (found !== undefined) return found;
  const similar = similarNames(name, [...new Set(tasks.map(taskName))]);
  throw new ProblemError({ area: 'result', code: 'result-unknown-task', file, task: name, similar });
}

function similarNames(name: string, all: readonly string[]): string[] {
  const written = name.toLowerCase();
  const holding = written === '' ? [] : all.filter((each) => each.toLowerCase().includes(written));
  const nearest = nearestName(name, all);
  return holding.length > 0 ? holding.slice(0, mostSimilar) : nearest === null ? [] : [nearest];
}
