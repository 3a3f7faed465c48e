import { formatCount } from '../number-format.ts';
import { english, type Translate } from './translate.ts';

/** How well two rankings agree, in words and as a number. */
export function agreementSentence(tau: number | null, common: number, say: Translate = english): string {
  if (tau === null) return say('They have too few tasks in common to compare: {0}.', formatCount(common));
  return say(
    '{0} Kendall tau is {1} over {2} common tasks.',
    agreementVerdict(tau, say),
    tau.toFixed(2).replace('-', '−'),
    formatCount(common),
  );
}

function agreementVerdict(tau: number, say: Translate): string {
  if (tau >= 0.8) return say('The orders are nearly the same.');
  if (tau >= 0.5) return say('The orders mostly agree.');
  if (tau >= 0.2) return say('The orders agree a little.');
  if (tau > -0.2) return say('The orders have little to do with each other.');
  return say('The orders contradict each other.');
}
