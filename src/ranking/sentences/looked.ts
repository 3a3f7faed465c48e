import type { RankedTask, RankingDocument } from '../document.ts';
import { countLookedAt, lookedAtRows } from '../looked.ts';
import { formatCount } from '../number-format.ts';
import { joinSentences } from './join-sentences.ts';
import { english, type Translate } from './translate.ts';

/** The mark of a task of whose map only a part was looked at; empty for all others. */
export function lookedLabel(task: Pick<RankedTask, 'looked'>, say: Translate = english): string {
  return lookedAtRows(task) === null ? '' : say('looked at');
}

/** What that means; empty where it does not hold. */
export function lookedSentence(task: Pick<RankedTask, 'looked'>, say: Translate = english): string {
  const part = lookedAtRows(task);
  if (part === null) return '';
  return say(
    'Only looked at: its score is an estimate from {0} of {1} dimensions.',
    formatCount(part.rows),
    formatCount(part.of),
  );
}

/** How many tasks were only looked at, and how many of these may yet be among the best, as far as that is known; empty where none was. */
export function lookedAtSentence(
  { tasks, certainty = null }: Pick<RankingDocument, 'tasks' | 'certainty'>,
  say: Translate,
): string {
  const count = countLookedAt(tasks);
  if (count === 0) return '';
  const contenders = new Set([...(certainty?.shortlist ?? []), ...(certainty?.tied ?? [])]);
  const open = countLookedAt(tasks.filter(({ repo }) => contenders.has(repo ?? '')));
  const looked =
    count === 1
      ? say('1 task was only looked at: its score is an estimate, and it comes last.')
      : say('{0} tasks were only looked at: their scores are estimates, and they come last.', formatCount(count));
  return joinSentences([looked, openSentence(open, count, say)], say);
}

function openSentence(open: number, count: number, say: Translate): string {
  if (open === 0) return '';
  if (count === 1) return say('It may yet be among the best.');
  return open === 1
    ? say('1 of those may yet be among the best.')
    : say('{0} of those may yet be among the best.', formatCount(open));
}
