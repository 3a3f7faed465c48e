import type { InspectedColumn, LabelReason, TextReason } from '../../protocol/dataset-inspection.ts';
import type { Task } from '../../protocol/rank-request.ts';
import type { ColumnProfile } from './column-profile.ts';

/** Mean words from which a column is more than names or keywords. */
const FREE_TEXT_WORDS = 3;

/** More different values are no classes. */
const CLASS_LIMIT = 1000;

/** Labels are short. */
const LABEL_WORDS = 6;

/** Names under which labels are found so often that they count. */
export const labelNames = ['label', 'labels', 'class', 'category', 'target', 'sentiment', 'y'];

/** Whether a column can be the text, and why. */
export function judgeText(profile: ColumnProfile): InspectedColumn['text'] {
  const yes = (reason: TextReason) => ({ possible: true, reason });
  const no = (reason: TextReason) => ({ possible: false, reason });
  const { kind, meanWords } = profile;
  const { rows } = profile.values;
  const distinct = profile.distinct;
  if (kind !== 'string') return no({ code: 'not-text', kind });
  if (distinct === 1 && rows > 1) return no({ code: 'one-value' });
  if (meanWords < FREE_TEXT_WORDS * 2 && rows >= 4 && distinct <= rows / 2)
    return no({ code: 'repeats', distinct, rows });
  if (profile.looksLikeId) return no({ code: 'looks-like-id' });
  const rounded = Math.round(meanWords * 10) / 10;
  return yes({ code: meanWords < FREE_TEXT_WORDS ? 'short-text' : 'free-text', meanWords: rounded });
}

/** Whether a column can be the label, for which task, and why. */
export function judgeLabel(profile: ColumnProfile): InspectedColumn['label'] {
  const yes = (task: Task, reason: LabelReason) => ({ possible: true, task, reason });
  const no = (reason: LabelReason) => ({ possible: false, task: null, reason });
  const { kind } = profile;
  const distinct = profile.distinct;
  switch (kind) {
    case 'class-label':
    case 'boolean':
    case 'float':
    case 'integer':
    case 'string':
      if (distinct === 1) return no({ code: 'one-value' });
      break;
    default:
      return no({ code: 'no-label-kind', kind });
  }
  if (kind === 'class-label') return yes('classification', { code: 'class-names', classes: distinct });
  if (kind === 'boolean') return yes('classification', { code: 'truth-values' });
  if (kind === 'float') return yes('regression', { code: 'numbers' });
  return kind === 'integer' ? judgeIntegers(profile) : judgeStrings(profile);
}

function judgeIntegers(profile: ColumnProfile): InspectedColumn['label'] {
  const { rows } = profile.values;
  const distinct = profile.distinct;
  if (repeats(profile)) {
    return { possible: true, task: 'classification', reason: { code: 'few-values', distinct, rows } };
  }
  if (distinct === rows) return { possible: false, task: null, reason: { code: 'looks-like-id' } };
  return { possible: true, task: 'regression', reason: { code: 'many-numbers', distinct } };
}

function judgeStrings(profile: ColumnProfile): InspectedColumn['label'] {
  const { rows } = profile.values;
  const distinct = profile.distinct;
  if (repeats(profile) && profile.meanWords <= LABEL_WORDS) {
    return { possible: true, task: 'classification', reason: { code: 'few-values', distinct, rows } };
  }
  if (distinct === rows && profile.looksLikeId) {
    return { possible: false, task: null, reason: { code: 'looks-like-id' } };
  }
  return { possible: false, task: null, reason: { code: 'many-values', distinct, rows } };
}

/** True where values occur twice on average, or are fewer than the rows under a name that says label. */
function repeats(profile: ColumnProfile): boolean {
  const { rows } = profile.values;
  const distinct = profile.distinct;
  if (distinct > CLASS_LIMIT) return false;
  const named = labelNames.includes(profile.column.name.toLowerCase());
  return distinct <= rows / 2 || (named && distinct < rows);
}
