import type { RankedTask, RankingDocument } from '../document.ts';
import { formatCount } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { countAlike } from '../shortlist.ts';
import { taskName } from '../task-name.ts';
import type { Translate } from './translate.ts';

/** Names of tasks in one line, each with how many are like it: `imdb (and 2 alike), sst2, rotten_tomatoes`. */
export function taskList(tasks: readonly RankedTask[], document: RankingDocument, say: Translate): string {
  const alike = countAlike(document);
  return tasks.map((task) => nameWithAlike(task, alike, say)).join(', ');
}

/** The name of a task, and how many tasks stand under it because the sample sees no difference. */
export function nameWithAlike(task: RankedTask, alike: ReadonlyMap<string, number>, say: Translate): string {
  const name = plainLine(taskName(task));
  const others = alikeLabel(task, alike, say);
  return others === '' ? name : `${name} (${others})`;
}

/** `and 2 alike`; empty where none is. */
export function alikeLabel(
  { repo }: Pick<RankedTask, 'repo'>,
  alike: ReadonlyMap<string, number>,
  say: Translate,
): string {
  const others = repo === null ? 0 : (alike.get(repo) ?? 0);
  return others === 0 ? '' : say('and {0} alike', formatCount(others));
}
