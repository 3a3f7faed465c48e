import type { RankingDocument } from '../document.ts';
import { plainLine } from '../plain-text.ts';
import { english, type Translate } from './translate.ts';

/** What the baseline is, for the line that marks its place. */
export function baselineLabel(say: Translate = english): string {
  return say('Baseline: no intermediate task');
}

/** What the baseline is, in a full sentence. */
export function baselineSentence(document: RankingDocument, say: Translate = english): string {
  if (document.baseline === null) {
    return say(
      'The baseline, the score of {0} without an intermediate task, is not known: the ranking comes from a program that does not compute it.',
      plainLine(document.model.id),
    );
  }
  return say('The baseline is the score of {0} as it is, without an intermediate task.', plainLine(document.model.id));
}
