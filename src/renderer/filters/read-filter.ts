import type { EsmFilter } from '../../esm-filter/filter.ts';
import { parseFilter } from '../../esm-filter/parse-filter.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { describeFilterProblem } from '../../words/filter-problems.ts';
import { plainVoice } from '../../words/voice.ts';

/** A filter as it was written; where it has a mistake, no condition, and what is wrong. */
export interface ReadFilter {
  filter: EsmFilter;
  /** In a sentence; empty where nothing is wrong. */
  mistake: string;
}

/** Reads a filter in the grammar of `--filter`; one by downloads, which the Hub knows and a ranking does not hold, is a mistake here. */
export function readFilter(text: string): ReadFilter {
  try {
    const filter = parseFilter(text);
    if (!filter.some(({ field }) => field === 'downloads')) return { filter, mistake: '' };
    return { filter: [], mistake: 'A ranking does not say how often maps were downloaded. Filter by another field.' };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.area !== 'filter') throw error;
    const { message, remedy } = describeFilterProblem(error.problem, plainVoice);
    return { filter: [], mistake: [message, remedy].filter((sentence) => sentence).join(' ') };
  }
}
