import type { RankingDocument } from '../document.ts';
import { formatCount } from '../number-format.ts';
import type { Standing } from '../standing.ts';
import { summarise } from '../summary.ts';
import type { Translate } from './translate.ts';

/** A sign and a word for the standing, so that no colour is needed to read it; empty where it is not known. */
export function standingMark(standing: Standing, say: Translate): string {
  const sign = standingSign(standing);
  return sign === '' ? '' : `${sign} ${standingWord(standing, say)}`;
}

/** The sign alone. */
export function standingSign(standing: Standing): string {
  return { likely: '▲', untold: '○', unlikely: '▽', unknown: '' }[standing];
}

function standingWord(standing: Standing, say: Translate): string {
  if (standing === 'likely') return say('likely');
  return standing === 'unlikely' ? say('unlikely') : say('unclear');
}

/** What the standing means, in a sentence. */
export function standingSentence(standing: Standing, say: Translate): string {
  switch (standing) {
    case 'likely':
      return say('Likely to help: its 95 % interval lies above the baseline.');
    case 'untold':
      return say('Unclear: the sample cannot tell it from no intermediate task.');
    case 'unlikely':
      return say('Unlikely to help: its 95 % interval lies below the baseline.');
    case 'unknown':
      return say('This ranking does not say how sure it is.');
  }
}

/** How many tasks the sample tells apart from the baseline; empty where that is not known, or only one task is ranked. */
export function countsSentence(document: RankingDocument, say: Translate): string {
  const { total, standings } = summarise(document);
  if (total === 1) return say('It is the only task ranked.');
  if (standings.unknown === total) return '';
  const { likely, unlikely, untold } = standings;
  if (untold === total) return say('None of the {0} tasks can be told from no intermediate task.', formatCount(total));
  const counts = [total, likely, unlikely, untold].map(formatCount);
  return say('Of {0} tasks: {1} likely to help, {2} unlikely, {3} cannot be told.', ...counts);
}
