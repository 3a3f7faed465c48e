import type { RankingDocument, SkippedEsm } from './document.ts';
import type { CodedFact } from './facts-in-words.ts';
import { formatCount } from './number-format.ts';
import { plainLine } from './plain-text.ts';
import { joinSentences } from './sentences/join-sentences.ts';
import { english, type Translate } from './sentences/translate.ts';

/** So many are named where all are counted. */
const mostNamed = 3;

/** The first few of the skipped maps: one for each reason first, so that a rare one does not hide behind a frequent one. */
export function foremostSkipped(skipped: readonly SkippedEsm[]): SkippedEsm[] {
  const seen = new Set<string>();
  const first: SkippedEsm[] = [];
  const others: SkippedEsm[] = [];
  for (const map of skipped) {
    const reason = JSON.stringify([map.code, map.detail]);
    (seen.has(reason) ? others : first).push(map);
    seen.add(reason);
  }
  return [...first, ...others].slice(0, mostNamed);
}

/**
 * What was asked for and is not in the ranking: `2 of 3 maps were skipped.`, then the reasons of the first few with their names. Empty
 * where nothing was skipped.
 *
 * @param describe the reason of one map in a sentence
 */
export function skippedSentence(
  { skipped, coverage }: Pick<RankingDocument, 'skipped' | 'coverage'>,
  describe: (fact: CodedFact) => string,
  say: Translate = english,
): string {
  if (skipped.length === 0) return '';
  const first = foremostSkipped(skipped);
  const reasons = first.map((map) => skippedLine({ repo: plainLine(map.repo), reason: plainLine(describe(map)) }));
  const more = skipped.length - first.length;
  const lines = [countOf(skipped.length, coverage?.requested ?? null, say), ...new Set(reasons)];
  return joinSentences([...lines, more > 0 ? say('And {0} more.', formatCount(more)) : ''], say);
}

function countOf(skipped: number, requested: number | null, say: Translate): string {
  if (requested === null) {
    return skipped === 1 ? say('1 map was skipped.') : say('{0} maps were skipped.', formatCount(skipped));
  }
  return skipped === 1
    ? say('1 of {0} maps was skipped.', formatCount(requested))
    : say('{0} of {1} maps were skipped.', formatCount(skipped), formatCount(requested));
}

/** A skipped map with its reason on one line; a sentence that names the map already stands alone. */
export function skippedLine({ repo, reason }: { repo: string; reason: string }): string {
  return reason.includes(repo) ? reason : `${repo}: ${reason}`;
}
