import type { Certainty, RankedTask, RankingDocument } from '../document.ts';
import { hasFewRows } from '../few-rows.ts';
import { showsNoRelation } from '../no-relation.ts';
import { formatCount } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { shownShortlist, tasksToTry } from '../shortlist.ts';
import { standingOf } from '../standing.ts';
import { taskName } from '../task-name.ts';
import { lookedAtSentence } from './looked.ts';
import { smallNumber } from './small-number.ts';
import { countsSentence } from './standing.ts';
import { taskList } from './task-list.ts';
import type { Translate } from './translate.ts';
import { whySentence } from './why.ts';

/** The verdict and what to do next, the telling part apart from what qualifies it. */
export interface Verdict {
  headline: string;
  /** Sentences in the order in which they are said; those that are not needed are empty. */
  rest: string[];
}

/** The verdict of a ranking that says how sure it is. */
export function verdictOf(document: RankingDocument, certainty: Certainty, best: RankedTask, say: Translate): Verdict {
  const told = verdictFor(document, certainty, best, say);
  const rest = [
    whySentence(best, document, say),
    fewRowsSentence(document, certainty, say),
    ...told.rest,
    countsSentence(document, say),
    lookedAtSentence(document, say),
    basisSentence(say),
  ];
  return { headline: told.headline, rest };
}

function verdictFor(document: RankingDocument, certainty: Certainty, best: RankedTask, say: Translate): Verdict {
  switch (certainty.verdict) {
    case 'helps':
      return {
        headline: say('Fine-tune on {0} first: it is likely to help.', plainLine(taskName(best))),
        rest: [besideSentence(document, best, say)],
      };
    case 'may-help':
      return mayHelp(document, certainty, best, say);
    case 'none-likely':
      return {
        headline: say('No task is likely to help: fine-tune {0} on your data directly.', plainLine(document.model.id)),
        rest: [],
      };
    case 'cannot-tell':
      return cannotTell(document, certainty, say);
  }
}

/** That the sample is small for what is said of it; `cannot-tell` says so by itself. */
function fewRowsSentence({ target, warnings }: RankingDocument, { verdict }: Certainty, say: Translate): string {
  if (verdict === 'cannot-tell' || !hasFewRows(warnings)) return '';
  const rows = formatCount(target.rows);
  if (target.task === 'regression') return say('{0} examples are few for such a verdict: take it with care.', rows);
  const classes = formatCount(target.classes.length);
  return say('{0} examples of {1} classes are few for such a verdict: take it with care.', rows, classes);
}

/** What all of it rests on. */
function basisSentence(say: Translate): string {
  return say('How sure this is rests on which rows you happened to have; fine-tuning has luck of its own.');
}

function besideSentence(document: RankingDocument, best: RankedTask, say: Translate): string {
  const others = shownShortlist(document).filter((task) => task !== best);
  return others.length === 0 ? '' : say('Worth trying beside it: {0}.', taskList(others, document, say));
}

function mayHelp(document: RankingDocument, { tied }: Certainty, best: RankedTask, say: Translate): Verdict {
  const first = plainLine(taskName(best));
  const rows = formatCount(document.target.rows);
  const tryThem = trySentence(shownShortlist(document), document, say);
  // By itself it stands out; as the best of many it may do so by chance.
  if (standingOf(best, document) === 'likely') {
    const chance = say('It stands above the baseline, but the best of so many tasks may do that by chance.');
    return { headline: firstAmong(first, rows, tied.length, say), rest: [chance, tryThem] };
  }
  return { headline: firstUntold(first, rows, tied.length, say), rest: [tryThem] };
}

function firstAmong(first: string, rows: string, tied: number, say: Translate): string {
  if (tied === 0) return say('{0} ranks first and may help.', first);
  return tied === 1
    ? say('{0} ranks first and may help, but {1} examples cannot tell it from one other.', first, rows)
    : say(
        '{0} ranks first and may help, but {1} examples cannot tell it from {2} others.',
        first,
        rows,
        formatCount(tied),
      );
}

function firstUntold(first: string, rows: string, tied: number, say: Translate): string {
  if (tied === 0)
    return say('{0} ranks first, but {1} examples cannot tell it from no intermediate task.', first, rows);
  return tied === 1
    ? say(
        '{0} ranks first, but {1} examples cannot tell it from one other, nor from no intermediate task.',
        first,
        rows,
      )
    : say(
        '{0} ranks first, but {1} examples cannot tell it from {2} others, nor from no intermediate task.',
        first,
        rows,
        formatCount(tied),
      );
}

function trySentence(tasks: readonly RankedTask[], document: RankingDocument, say: Translate): string {
  if (tasks.length < 2) return say('Try it, and compare with fine-tuning on your data directly.');
  return say('Try these {0}: {1}.', smallNumber(tasks.length, say), taskList(tasks, document, say));
}

function cannotTell(document: RankingDocument, certainty: Certainty, say: Translate): Verdict {
  const rows = formatCount(document.target.rows);
  if (showsNoRelation(document)) {
    return {
      headline: say('{0} examples cannot tell: they do not show that the labels follow from the texts.', rows),
      rest: [
        say(
          'No task scores above what does not read the texts at all: look whether these are the right columns, or label more.',
        ),
      ],
    };
  }
  const first = tasksToTry(document);
  const more = rowsToLabel(document, certainty);
  const few = smallNumber(first.length, say);
  const names = say('The first {0}: {1}.', few, taskList(first, document, say));
  if (first.length < 2) return { headline: say('{0} examples cannot tell: label more.', rows), rest: [] };
  const headline =
    more === null
      ? say('{0} examples cannot tell: label more, or try the first {1}.', rows, few)
      : say('{0} examples cannot tell: label about {1} more, or try the first {2}.', rows, formatCount(more), few);
  return { headline, rest: [names] };
}

/** Rows to label beside those of the sample, to one or two telling digits: it is an estimate. */
function rowsToLabel({ target }: RankingDocument, { rowsToDecide }: Certainty): number | null {
  if (rowsToDecide === null || rowsToDecide <= target.rows) return null;
  const more = rowsToDecide - target.rows;
  const step = 10 ** Math.max(1, Math.floor(Math.log10(more)));
  return Math.ceil(more / step) * step;
}
