import type { DatasetInspection, LabelReason, TextReason } from '../protocol/dataset-inspection.ts';
import { kindName, textLookName } from './dataset-facts.ts';
import type { Voice } from './voice.ts';

/** Why a column can be the text, or cannot: a phrase, `texts of 14.2 words`. */
export function describeTextReason(reason: TextReason, voice: Voice): string {
  switch (reason.code) {
    case 'free-text':
      return reason.meanWords === 1
        ? voice.say('texts of 1 word on average')
        : voice.say('texts of {0} words on average', reason.meanWords);
    case 'short-text':
      return reason.meanWords === 1
        ? voice.say('short texts, 1 word on average')
        : voice.say('short texts, {0} words on average', reason.meanWords);
    case 'not-text':
      return voice.say('holds {0}, not text', kindName(reason.kind, voice));
    case 'one-value':
      return voice.say('the same value in every row');
    case 'repeats':
      return voice.say('only {0} different values in {1} rows, rather a label', reason.distinct, reason.rows);
    case 'looks-like-id':
      return voice.say('looks like an id or an address');
  }
}

/** Why a column can be the label, or cannot: a phrase, `4 different values in 239 rows`. */
export function describeLabelReason(reason: LabelReason, voice: Voice): string {
  switch (reason.code) {
    case 'class-names':
      return reason.classes === 1
        ? voice.say('1 class with a name')
        : voice.say('{0} classes with names', reason.classes);
    case 'truth-values':
      return voice.say('true or false');
    case 'few-values':
      return voice.say('{0} different values in {1} rows', reason.distinct, reason.rows);
    case 'numbers':
      return voice.say('numbers to predict');
    case 'many-numbers':
      return voice.say('{0} different whole numbers, too many for classes', reason.distinct);
    case 'many-values':
      return voice.say('{0} different values in {1} rows, too many for classes', reason.distinct, reason.rows);
    case 'looks-like-id':
      return voice.say('a different value in every row, like an id');
    case 'one-value':
      return voice.say('the same value in every row');
    case 'no-label-kind':
      return voice.say('holds {0}, which are no labels', kindName(reason.kind, voice));
  }
}

/** How many of the rows looked at cannot be used, and which is the first; empty where all can. */
export function describeFaultyRows(
  { faultyRows, firstFault }: Pick<DatasetInspection, 'faultyRows' | 'firstFault'>,
  voice: Voice,
): string {
  if (!firstFault) return '';
  const { row, reason, line, looksLike, start } = firstFault;
  if (reason === 'ragged-row') {
    return voice.say('Rows with the wrong number of fields: {0}; the first is row {1}.', faultyRows, row);
  }
  const look = looksLike === undefined ? '' : ` (${textLookName(looksLike, voice)})`;
  const where = line === undefined ? voice.say('row {0}', row) : voice.say('line {0}', line);
  return voice.say(
    'Rows that are no JSON objects: {0}; the first is {1}{2}: {3}',
    faultyRows,
    where,
    look,
    start ?? '',
  );
}
