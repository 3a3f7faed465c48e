import type { RankingDocument } from '../document.ts';
import { formatCount, formatMilliseconds } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { english, type Translate } from './translate.ts';

/**
 * How many maps the ranking covers: `412 of 1,512 maps ranked`, or `33 maps ranked` where that is all there are. While the run goes
 * on, with the time that the rest will take; where it was stopped, with what to do for the rest.
 */
export function coverageSentence(document: RankingDocument, say: Translate = english): string {
  const ranked = rankedSentence(document, say);
  if (document.interrupted) return say('{0}. Run it again to go on: what was downloaded is kept.', ranked);
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
  const reason = reasonName(entry.reason, say);
  const shown = entry.firstRows.map(formatCount).join(', ');
  const rows = shown === '' || entry.count === entry.firstRows.length ? shown : `${shown}, …`;
  const count = entry.count === 1 ? say('1 row') : say('{0} rows', formatCount(entry.count));
  return say('{0}: {1}', reason, rows === '' ? count : say('{0} ({1})', count, rows));
}

/** Why rows are dropped. */
const names: Readonly<Record<string, string>> = {
  'missing-text': 'missing text',
  'empty-text': 'empty text',
  'not-text': 'not text',
  'missing-label': 'missing label',
  unlabelled: 'unlabelled',
  'not-finite-label': 'not finite label',
  'ragged-row': 'ragged row',
  'unreadable-row': 'unreadable row',
};

/** A reason of a newer version is read as it is written. */
function reasonName(reason: string, say: Translate): string {
  return Object.hasOwn(names, reason) ? say(names[reason] ?? reason) : plainLine(reason.replaceAll('-', ' '));
}

/** That only the first rows of a table are shown; empty where all are. */
export function moreTasksSentence(hidden: number, say: Translate = english): string {
  if (hidden <= 0) return '';
  return hidden === 1 ? say('1 more task') : say('{0} more tasks', formatCount(hidden));
}
