import type { RankedTask, RankingDocument } from '../document.ts';
import { scoreFormat } from '../number-format.ts';
import type { Translate } from './translate.ts';

/** Shares of what the base model tells, below which a difference is little, and some. */
const little = 0.05;
const some = 0.2;

/**
 * How much a task adds to what the base model's embeddings tell about the labels, in words: its difference to the baseline as a share of how far that stands
 * above features that are the same for all texts. Empty where that is not known, or where the base model tells nothing.
 */
export function strengthSentence(task: Pick<RankedTask, 'score'>, document: RankingDocument, say: Translate): string {
  const share = addedShare(task, document);
  if (share === null) return '';
  const percent = Math.round(100 * Math.abs(share));
  if (percent === 0) return say('With it the embeddings tell as much about your labels as without.');
  const size = Math.abs(share) < little ? 0 : Math.abs(share) < some ? 1 : 2;
  const more = [say('a little more'), say('somewhat more'), say('much more')];
  const less = [say('a little less'), say('somewhat less'), say('much less')];
  const words = (share > 0 ? more : less)[size] ?? '';
  return say('With it the embeddings tell {0} about your labels than without ({1} %).', words, percent);
}

function addedShare({ score }: Pick<RankedTask, 'score'>, { baseline }: RankingDocument): number | null {
  const constant = baseline?.constant;
  if (baseline === null || constant === undefined || baseline.score <= constant) return null;
  return (score - baseline.score) / (baseline.score - constant);
}

/** What a score means, for people who have never heard of the method. */
export function scoreMeaning(document: RankingDocument, say: Translate): string {
  const what = say(
    'A score says how well a simple classifier could read your labels off the embeddings, if the model had been fine-tuned on the task before. It has no unit, and may be below 0: only differences within one ranking mean something.',
  );
  const { baseline } = document;
  if (baseline?.constant === undefined) return what;
  const format = scoreFormat(document, '−');
  const ends = say(
    'Here features that know nothing of the texts score {0}, and the base model as it is {1}.',
    format.score(baseline.constant),
    format.score(baseline.score),
  );
  return `${what} ${ends}`;
}
