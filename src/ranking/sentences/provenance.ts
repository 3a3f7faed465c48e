import type { RankingDocument } from '../document.ts';
import { formatCount, formatMilliseconds } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import type { RankingIdentity } from '../ranking-identity.ts';
import { estimatorName, estimatorSentence } from './estimator.ts';
import { joinSentences } from './join-sentences.ts';
import { english, type Translate } from './translate.ts';

/** The sample in words: `1,000 of 1,210 rows, seed 42`. */
export function sampleSentence({ target }: Pick<RankingDocument, 'target'>, say: Translate = english): string {
  const rows = sampleSize(target, say);
  return target.seed === null ? rows : say('{0}, seed {1}', rows, target.seed);
}

function sampleSize({ rows, rowsRead }: RankingDocument['target'], say: Translate): string {
  if (rowsRead === null) return say('{0} rows', formatCount(rows));
  if (rows === rowsRead) return say('all {0} rows', formatCount(rows));
  return say('{0} of {1} rows', formatCount(rows), formatCount(rowsRead));
}

/** What is predicted from what: `text → label, 2 classes`. */
export function targetSentence({ target }: Pick<RankingDocument, 'target'>, say: Translate = english): string {
  const columns = plainLine(`${target.textColumns.join(' + ')} → ${target.labelColumn}`);
  return say('{0}, {1}', columns, kindSentence(target, say));
}

function kindSentence({ task, classes }: RankingDocument['target'], say: Translate): string {
  if (task === 'regression') return say('regression');
  return classes.length === 0 ? say('classification') : say('{0} classes', formatCount(classes.length));
}

/** How long the run took, in all; empty where that is not known. */
export function timeSentence({ timings }: Pick<RankingDocument, 'timings'>): string {
  return timings === null ? '' : formatMilliseconds(timings.totalMs);
}

/** Short name of the variant and regime: a label that leads to {@link methodSentence}. */
export function methodLabel(document: RankingIdentity, say: Translate = english): string {
  const { method } = document;
  if (method.score !== 'logme') return estimatorName(method.score, say);
  const regime = regimeOf(document);
  if (regime === null) return method.variant === 'evidence' ? say('LogME') : say('LogME, reference numbers');
  if (regime === 'n>=d') return say('LogME');
  return method.variant === 'evidence' ? say('LogME, few examples') : say('LogME, reference numbers, few examples');
}

/** Which variant and regime the scores come from, and what that means for trusting them. */
export function methodSentence(document: RankingDocument, say: Translate = english): string {
  if (document.method.score !== 'logme') return estimatorSentence(document, say);
  const what =
    document.target.task === 'regression'
      ? say(
          'The score (LogME) measures how well the embeddings, as the task would change them, explain your labels: the log evidence of a linear model, per example. Higher is better, but only within one ranking: another sample or base model has another scale.',
        )
      : say(
          'The score (LogME) measures how well the embeddings, as the task would change them, explain your labels: the log evidence of a linear model, per example, averaged over the classes. Higher is better, but only within one ranking: another sample or base model has another scale.',
        );
  const error = errorSentence(document, say);
  const regime = regimeSentence(document, say);
  return joinSentences([what, error, regime], say);
}

/** What the ± means; empty where there is none. */
function errorSentence({ method }: RankingDocument, say: Translate): string {
  const { certainty } = method;
  if (certainty === null) return '';
  return say(
    'The ± is half of a 95 % interval of the difference to the baseline: how much it varies with which rows happen to be in the sample.',
  );
}

/** The regime that the document states, or that follows from its numbers; null where neither tells. */
function regimeOf({ method, model, target }: RankingIdentity): 'n>=d' | 'n<d' | null {
  if (method.regime !== null || model.dimension === null) return method.regime;
  return target.rows >= model.dimension ? 'n>=d' : 'n<d';
}

function regimeSentence(document: RankingDocument, say: Translate): string {
  const { method, model, target } = document;
  const regime = regimeOf(document);
  if (regime === null || model.dimension === null) return unknownRegimeSentence(document, say);
  const [rows, dimension] = [formatCount(target.rows), formatCount(model.dimension)];
  if (regime === 'n>=d') {
    return say(
      'The sample has {0} examples for {1} dimensions, enough for the plain score, in which all variants agree.',
      rows,
      dimension,
    );
  }
  if (method.variant === 'evidence') {
    return say(
      'The sample has only {0} examples for {1} dimensions, so the score is the maximum of the evidence, which stays comparable between tasks. More examples make the order more certain.',
      rows,
      dimension,
    );
  }
  return say(
    'The sample has only {0} examples for {1} dimensions. There the numbers of the reference implementation follow the scale of a map more than the labels: do not trust this order, use the variant "evidence".',
    rows,
    dimension,
  );
}

/** Whether the order can be trusted, where only the reader can find out how many dimensions the base model has. */
function unknownRegimeSentence({ method, target }: RankingDocument, say: Translate): string {
  if (method.variant === 'evidence') return '';
  return say(
    'The dimension of the base model is not known. Where it exceeds the {0} examples of the sample, the numbers of the reference implementation follow the scale of a map more than the labels, and this order says little.',
    formatCount(target.rows),
  );
}

/** What speaks against trusting the order; empty where nothing does. */
export function methodWarning(document: RankingDocument, say: Translate = english): string {
  if (document.method.score !== 'logme' || document.method.variant !== 'hfselect' || regimeOf(document) !== 'n<d')
    return '';
  return say('Fewer examples than dimensions: this order says little. Rank again with the variant "evidence".');
}

/** A ranking among others of a notebook: `tickets.csv, google-bert/bert-base-uncased, 1,000 rows, LogME, 2026-11-23 10:00`. */
export function rankingLabel(document: RankingIdentity, say: Translate = english): string {
  const { target, model, created } = document;
  const rows = say('{0} rows', formatCount(target.rows));
  const when = created?.slice(0, 16).replace('T', ' ');
  const parts = [target.source, model.id, rows, methodLabel(document, say), when];
  return plainLine(parts.filter((part) => part !== undefined).join(', '));
}
