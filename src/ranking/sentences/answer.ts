import type { RankedTask, RankingDocument } from '../document.ts';
import { scoreFormat } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { summarise } from '../summary.ts';
import { taskName } from '../task-name.ts';
import { agreementSentence, estimatorName } from './estimator.ts';
import { joinSentences } from './join-sentences.ts';
import { measuredAnswer } from './measured.ts';
import { countsSentence } from './standing.ts';
import { english, type Translate } from './translate.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** The answer to "which task first?", the telling part apart from what qualifies it. */
export interface Answer {
  /** What to do, or what ranks first. */
  headline: string;
  /** What else to try, how sure that is, and what it rests on; may be empty. */
  rest: string;
}

/** The answer in two parts. */
export function answerParts(document: RankingDocument, say: Translate = english): Answer {
  const { best } = summarise(document);
  if (best === null) return { headline: say('No intermediate task could be ranked.'), rest: '' };
  const { headline, rest } = withMeasured(verdictOrRank(document, best, say), document, say);
  return {
    headline: joinSentences([document.partial ? soFar(document, say) : '', headline], say),
    rest: joinSentences([...rest, agreementSentence(document, say)], say),
  };
}

function soFar({ interrupted }: RankingDocument, say: Translate): string {
  return interrupted ? say('Interrupted. So far:') : say('So far:');
}

/** The answer as one line of sentences. */
export function answerSentence(document: RankingDocument, say: Translate = english): string {
  const { headline, rest } = answerParts(document, say);
  return joinSentences([headline, rest], say);
}

/** What was measured comes first; what was estimated goes on after it. */
function withMeasured(estimated: Verdict, document: RankingDocument, say: Translate): Verdict {
  const measured = measuredAnswer(document, say);
  if (measured === null) return estimated;
  const { headline, basis } = measured;
  return { headline, rest: [basis ?? '', say('Estimated: {0}', estimated.headline), ...estimated.rest] };
}

function verdictOrRank(document: RankingDocument, best: RankedTask, say: Translate): Verdict {
  const { certainty, baseline } = document;
  if (certainty !== null) return verdictOf(document, certainty, best, say);
  return baseline === null ? withoutBaseline(document, best, say) : withoutCertainty(document, best, say);
}

/** Which task is first, without a promise: only the baseline tells whether it helps at all. */
function withoutBaseline(document: RankingDocument, best: RankedTask, say: Translate): Verdict {
  const score = scoreFormat(document, '−').score(best.score);
  return {
    headline: say('{0} ranks first, with a score of {1}.', plainLine(taskName(best)), score),
    rest: [say('The baseline is not known, so this ranking cannot tell whether a task helps at all.')],
  };
}

/** A ranking of an older version, of another program, or by the reference's numbers where these have no error. */
function withoutCertainty(document: RankingDocument, best: RankedTask, say: Translate): Verdict {
  const margin = summarise(document).margin ?? 0;
  const name = plainLine(taskName(best));
  const format = scoreFormat(document, '−');
  const headline =
    margin > 0 ? say('{0} ranks first, {1} above the baseline.', name, format.score(margin)) : noneAbove(document, say);
  return { headline, rest: [countsSentence(document, say), say('How sure that is, this ranking does not say.')] };
}

/** What to do is concluded from LogME alone: how far another estimator's baseline can be relied on for that was not measured. */
function noneAbove({ method, model }: RankingDocument, say: Translate): string {
  return method.score === 'logme'
    ? say('No task scores above the baseline: fine-tune {0} on your data directly.', plainLine(model.id))
    : say('By {0} no task scores above the baseline.', estimatorName(method.score, say));
}
