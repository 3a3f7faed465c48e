import type { EsmFilter } from '../../esm-filter/filter.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { FilterProblem } from '../../protocol/problems/filter.ts';
import { joinSentences } from '../../ranking/sentences/join-sentences.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';
import { describeFilterProblem } from '../../words/filter-problems.ts';
import { plainVoice } from '../../words/voice.ts';

/** What is wrong with a filter: its grammar, or that it asks for what a ranking does not hold. */
type Mistake = FilterProblem | 'downloads';

/** A filter as it was written; where it has a mistake, no condition, and what is wrong. */
export interface ReadFilter {
  filter: EsmFilter;
  mistake: Mistake | null;
}

/** Reads a filter in the grammar of `--filter`; one by downloads, which the Hub knows and a ranking does not hold, is a mistake here. */
export function readFilter(text: string): ReadFilter {
  try {
    const filter = parseFilter(text);
    return filter.some(({ field }) => field === 'downloads')
      ? { filter: [], mistake: 'downloads' }
      : { filter, mistake: null };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.area !== 'filter') throw error;
    return { filter: [], mistake: error.problem };
  }
}

/** The mistake in a sentence, and what to do about it. */
export function filterMistake(mistake: Mistake, say: Translate): string {
  if (mistake === 'downloads') {
    return say('A ranking does not say how often maps were downloaded. Filter by another field.');
  }
  const { message, remedy } = describeFilterProblem(mistake, { ...plainVoice, say });
  return joinSentences([message, remedy ?? ''], say);
}
