import type { RankedTask, RankingDocument } from './document.ts';
import { formatCount, formatMilliseconds, scoreFormat } from './number-format.ts';
import { plainLine } from './plain-text.ts';
import { type RankingSummary, summarise } from './summary.ts';
import { taskName } from './task-name.ts';

/**
 * Puts values into the places `{0}`, `{1}`, … of a sentence, in the reader's language where there is a translation. The
 * editor passes `vscode.l10n.t`, the command line `english`.
 */
export type Translate = (template: string, ...values: (string | number)[]) => string;

/** The sentences as they stand here. A place without a value stays as it is. */
export const english: Translate = (template, ...values) =>
  template.replace(/\{(\d+)\}/g, (place, index) => String(values[Number(index)] ?? place));

/** The answer to "which task first?", the telling part apart from what qualifies it. */
export interface Answer {
  /** The best task and its margin over the baseline, or that none helps. */
  headline: string;
  /** How many come close, how many beat the baseline; may be empty. */
  rest: string;
}

/** The answer in two parts. */
export function answerParts(document: RankingDocument, say: Translate = english): Answer {
  const summary = summarise(document);
  const answer = answerOf(document, summary, say);
  return document.partial && summary.best !== null
    ? { ...answer, headline: `${say('So far:')} ${answer.headline}` }
    : answer;
}

/** The answer as one line of sentences. */
export function answerSentence(document: RankingDocument, say: Translate = english): string {
  const { headline, rest } = answerParts(document, say);
  return rest === '' ? headline : `${headline} ${rest}`;
}

function answerOf(document: RankingDocument, summary: RankingSummary, say: Translate): Answer {
  const { best, margin } = summary;
  if (best === null) return { headline: say('No intermediate task could be ranked.'), rest: '' };
  if (margin === null) return answerWithoutBaseline(document, best, summary, say);
  if (margin <= 0) return negativeAnswer(document, summary, say);
  const above = scoreFormat(document, '−').score(margin);
  return {
    headline: say('Fine-tune on {0} first: its score is {1} above the baseline.', plainLine(taskName(best)), above),
    rest: [closeSentence(summary, say), beatSentence(summary, say)].filter((part) => part !== '').join(' '),
  };
}

/** Which task is first, without a promise: only the baseline tells whether it helps at all. */
function answerWithoutBaseline(
  document: RankingDocument,
  best: RankedTask,
  summary: RankingSummary,
  say: Translate,
): Answer {
  return {
    headline: say(
      '{0} ranks first, with a score of {1}.',
      plainLine(taskName(best)),
      scoreFormat(document, '−').score(best.score),
    ),
    rest: [
      closeSentence(summary, say),
      say('The baseline is not known, so this ranking cannot tell whether a task helps at all.'),
    ]
      .filter((part) => part !== '')
      .join(' '),
  };
}

function closeSentence({ closeToBest, total }: RankingSummary, say: Translate): string {
  if (total === 1) return '';
  if (closeToBest === 0) return say('No other task comes close.');
  if (closeToBest === 1) return say('One other task comes so close that the sample hardly tells them apart.');
  return say('{0} others come so close that the sample hardly tells them apart.', formatCount(closeToBest));
}

function beatSentence({ beatBaseline, total }: RankingSummary, say: Translate): string {
  if (total === 1) return say('It is the only task ranked.');
  if (beatBaseline === null) return '';
  if (beatBaseline === total) return say('All {0} tasks beat the baseline.', formatCount(total));
  return say('{0} of {1} tasks beat the baseline.', formatCount(beatBaseline), formatCount(total));
}

function negativeAnswer(document: RankingDocument, { total }: RankingSummary, say: Translate): Answer {
  const headline =
    total === 1
      ? say('The only task ranked does not beat the baseline.')
      : say('None of the {0} tasks beats the baseline.', formatCount(total));
  return { headline, rest: say('Fine-tune {0} on your own data directly.', plainLine(document.model.id)) };
}

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
  return say(
    'The baseline is the score of {0} as it is, without an intermediate task. A task below it is expected to do harm or nothing.',
    plainLine(document.model.id),
  );
}

/**
 * How many maps the ranking covers: `412 of 1,512 maps ranked`, or `33 maps ranked` where that is all there are. While the run goes
 * on, with the time that the rest will take.
 */
export function coverageSentence(document: RankingDocument, say: Translate = english): string {
  const ranked = rankedSentence(document, say);
  const remainingMs = document.coverage?.remainingMs;
  return remainingMs === undefined ? ranked : say('{0}, {1} left', ranked, formatMilliseconds(remainingMs));
}

function rankedSentence({ coverage, tasks }: RankingDocument, say: Translate): string {
  const ranked = { scored: tasks.length, requested: tasks.length, available: null };
  const { scored, requested, available } = coverage ?? ranked;
  const base =
    scored === requested
      ? scored === 1
        ? say('1 map ranked')
        : say('{0} maps ranked', formatCount(scored))
      : say('{0} of {1} maps ranked', formatCount(scored), formatCount(requested));
  const listed =
    available === null || available <= requested ? base : say('{0}, {1} on the Hub', base, formatCount(available));
  const filter = coverage?.filter;
  if (filter === undefined) return listed;
  return say('{0}, {1} left out by {2}', listed, formatCount(filter.leftOut), plainLine(filter.text));
}

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
  return `${columns}, ${kindSentence(target, say)}`;
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
export function methodLabel(document: RankingDocument, say: Translate = english): string {
  const { method } = document;
  const regime = regimeOf(document);
  if (regime === null) return method.variant === 'evidence' ? say('LogME') : say('LogME, reference numbers');
  if (regime === 'n>=d') return say('LogME');
  return method.variant === 'evidence' ? say('LogME, few examples') : say('LogME, reference numbers, few examples');
}

/** Which variant and regime the scores come from, and what that means for trusting them. */
export function methodSentence(document: RankingDocument, say: Translate = english): string {
  const { target } = document;
  const what =
    target.task === 'regression'
      ? say(
          'The score is LogME: the log evidence per example that the mapped embeddings explain the labels. Higher is better.',
        )
      : say(
          'The score is LogME: the log evidence per example that the mapped embeddings explain the labels, averaged over the classes. Higher is better.',
        );
  const regime = regimeSentence(document, say);
  return regime === '' ? what : `${what} ${regime}`;
}

/** The regime that the document states, or that follows from its numbers; null where neither tells. */
function regimeOf({ method, model, target }: RankingDocument): 'n>=d' | 'n<d' | null {
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
  if (document.method.variant !== 'hfselect' || regimeOf(document) !== 'n<d') return '';
  return say('Fewer examples than dimensions: this order says little. Rank again with the variant "evidence".');
}

/** Counts of tasks: `412 of 1,500 tasks`. */
export function shownTasksLabel(shown: number, total: number, say: Translate = english): string {
  if (shown !== total) return say('{0} of {1} tasks', formatCount(shown), formatCount(total));
  return total === 1 ? say('1 task') : say('{0} tasks', formatCount(total));
}

/** Counts of what was left out: `2 maps skipped`; empty where nothing was. */
export function skippedLabel({ skipped }: RankingDocument, say: Translate = english): string {
  if (skipped.length === 0) return '';
  return skipped.length === 1 ? say('1 map skipped') : say('{0} maps skipped', formatCount(skipped.length));
}

/** Counts of rows left out: `3 rows dropped`; empty where nothing was. */
export function droppedLabel({ target }: RankingDocument, say: Translate = english): string {
  const rows = target.dropped.reduce((sum, { count }) => sum + count, 0);
  if (rows === 0) return '';
  return rows === 1 ? say('1 row dropped') : say('{0} rows dropped', formatCount(rows));
}

/** One reason for dropped rows: `empty text: 3 rows (17, 80, 402)`. */
export function droppedSentence(entry: RankingDocument['target']['dropped'][number], say: Translate = english): string {
  const reason = plainLine(entry.reason.replaceAll('-', ' '));
  const shown = entry.firstRows.map(formatCount).join(', ');
  const rows = shown === '' || entry.count === entry.firstRows.length ? shown : `${shown}, …`;
  const count = entry.count === 1 ? say('1 row') : say('{0} rows', formatCount(entry.count));
  return rows === '' ? `${reason}: ${count}` : `${reason}: ${count} (${rows})`;
}

/** That only the first rows of a table are shown; empty where all are. */
export function moreTasksSentence(hidden: number, say: Translate = english): string {
  if (hidden <= 0) return '';
  return hidden === 1 ? say('1 more task') : say('{0} more tasks', formatCount(hidden));
}

/** A ranking among others of a notebook: `tickets.csv, google-bert/bert-base-uncased, 1,000 rows, LogME, 2026-11-23 10:00`. */
export function rankingLabel(document: RankingDocument, say: Translate = english): string {
  const { target, model, created } = document;
  const rows = say('{0} rows', formatCount(target.rows));
  const when = created?.slice(0, 16).replace('T', ' ');
  const parts = [target.source, model.id, rows, methodLabel(document, say), when];
  return plainLine(parts.filter((part) => part !== undefined).join(', '));
}

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
