import type { TrainingReport } from '../protocol/training-report.ts';
import { formatCount } from '../ranking/number-format.ts';
import { plainLine } from '../ranking/plain-text.ts';
import { english, type Translate } from '../ranking/sentences/translate.ts';
import { formatError, formatShare } from './numbers.ts';

/** What a map is worth: in one sentence, and what that rests on. */
export interface ReportAnswer {
  headline: string;
  rest: string;
}

/** What the map explains of the fine-tuning, on rows that it has not seen. */
export function answerOf(report: TrainingReport, say: Translate = english): ReportAnswer {
  const { error, identityError, meanError, r2 } = report;
  if (identityError === 0) {
    return {
      headline: say('Fine-tuning changed no embedding, and neither does this map.'),
      rest: say('Is the fine-tuned model the one that was meant?'),
    };
  }
  const rest = say(
    'Mean squared error on rows that it was not fitted on: {0} with the map, {1} with none, {2} with the mean of all.',
    formatError(error),
    formatError(identityError),
    formatError(meanError),
  );
  if (r2 <= 0) {
    return { headline: say('This map is no better than none: do not rank with it.'), rest };
  }
  if (error >= meanError) {
    return {
      headline: say('This map tells less than the mean of all: fit it on more texts before you rank with it.'),
      rest,
    };
  }
  return { headline: say('The map tells {0} of what fine-tuning changed.', formatShare(r2)), rest };
}

/** One of the errors that are compared, from the smallest to the largest. */
export interface ComparedError {
  kind: 'map' | 'mean' | 'identity';
  name: string;
  error: number;
  /** Of the largest of them, 0 to 1. */
  share: number;
}

/** The error of the map against those of what is simpler. */
export function comparedErrors(report: TrainingReport, say: Translate = english): ComparedError[] {
  const errors = [
    { kind: 'map' as const, name: say('With this map'), error: report.error },
    { kind: 'mean' as const, name: say('The mean of all'), error: report.meanError },
    { kind: 'identity' as const, name: say('With no map'), error: report.identityError },
  ];
  const largest = Math.max(...errors.map(({ error }) => error));
  return errors.map((each) => ({ ...each, share: largest === 0 ? 0 : each.error / largest }));
}

/** A report among others of a notebook: `imdb, google-bert/bert-base-uncased, 2,000 rows, 2026-11-23 10:00`. */
export function reportLabel(report: TrainingReport, say: Translate = english): string {
  const { taskId, taskSubset, base, rows, created } = report;
  const when = created.slice(0, 16).replace('T', ' ');
  const parts = [taskId, taskSubset, base.id, say('{0} rows', formatCount(rows)), when];
  return plainLine(parts.filter((part) => part !== null && part !== '').join(', '));
}
