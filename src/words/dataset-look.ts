import type { DatasetInspection, InspectedColumn, TextLengths } from '../protocol/dataset-inspection.ts';
import { kindName } from './dataset-facts.ts';
import { sparkline } from './sparkline.ts';
import type { Voice } from './voice.ts';

/** Classes that are named with their shares. */
const CLASSES_SHOWN = 5;

/** A name of a class is cut at so many letters. */
const NAME_LENGTH = 24;

/** What a column holds, how much of it is missing, and how many different values there are: `text · 3 missing · 239 different`. */
export function describeContent({ kind, missing, distinct }: InspectedColumn, voice: Voice): string {
  const different = distinct.exact
    ? voice.say('{0} different', count(distinct.count))
    : voice.say('more than {0} different', count(distinct.count));
  const parts = [kindName(kind, voice), missing === 0 ? '' : voice.say('{0} missing', count(missing)), different];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How values are spread: a histogram where it says more than the words. */
interface Spread {
  /** Bars of letters on one line; empty where there is no histogram. */
  bars: string;
  /** Empty where there is nothing to tell. */
  words: string;
}

function spreadOf(column: InspectedColumn, voice: Voice): Spread {
  const { text, lengths, label, numbers } = column;
  if (text.possible && lengths) {
    return { bars: sparkline(lengths.histogram.counts), words: describeLengths(lengths, column, voice) };
  }
  if (numbers && (label.task !== 'classification' || column.labelCounts === null)) {
    return { bars: sparkline(numbers.histogram.counts), words: describeNumbers(numbers, voice) };
  }
  return { bars: '', words: describeShares(column, voice) };
}

/** How the values of a column are spread, on one line: of text the lengths, of classes the shares, of numbers the range: `▂█▃▁ 24 tokens at the median, 3% cut at 128`. */
export function describeSpread(column: InspectedColumn, voice: Voice): string {
  const { bars, words } = spreadOf(column, voice);
  return bars === '' ? words : `${bars} ${words}`;
}

/** How long texts are: `24 tokens at the median, 3% cut at 128`. */
function describeLengths(lengths: TextLengths, { repeated = 0 }: InspectedColumn, voice: Voice): string {
  const { unit, median, texts, cut } = lengths;
  const share = percent(cut.texts, texts);
  const sentence =
    unit === 'tokens'
      ? cut.texts === 0
        ? voice.say('{0} tokens at the median, none cut at {1}', decimal(median), cut.limit)
        : voice.say('{0} tokens at the median, {1} cut at {2}', decimal(median), share, cut.limit)
      : cut.texts === 0
        ? voice.say('{0} words at the median, about none cut at {1} tokens', decimal(median), cut.limit)
        : voice.say('{0} words at the median, about {1} cut at {2} tokens', decimal(median), share, cut.limit);
  return repeated === 0 ? sentence : voice.say('{0}, {1} repeat an earlier one', sentence, count(repeated));
}

function describeNumbers(numbers: NonNullable<InspectedColumn['numbers']>, voice: Voice): string {
  const { min, max, mean } = numbers;
  return voice.say('{0} to {1}, mean {2}', short(min), short(max), short(mean));
}

/** Classes with their shares: `bug (41%), praise (33%), question (26%)`; with their counts where there are too many to know all. */
function describeShares({ labelCounts, topValues = [], distinct }: InspectedColumn, voice: Voice): string {
  const all = labelCounts ?? topValues.map(({ value, count: times }) => ({ label: value, count: times }));
  if (topValues.length === 0) return '';
  const total = labelCounts === null ? null : labelCounts.reduce((sum, { count: times }) => sum + times, 0);
  const shown = all
    .slice(0, CLASSES_SHOWN)
    .map(({ label, count: times }) => `${cut(label)} (${total === null ? count(times) : percent(times, total)})`);
  const more = distinct.count - shown.length;
  return more > 0 ? voice.say('{0} and {1} more', shown.join(', '), count(more)) : shown.join(', ');
}

/** What was looked at, and what of it is there twice; by whose tokens texts were measured. One sentence each. */
export function describeLook(inspection: DatasetInspection, voice: Voice): string[] {
  const { scannedRows, rows, duplicateRows = 0, columns } = inspection;
  const sentences: string[] = [];
  if (!rows.exact || rows.count > scannedRows) {
    sentences.push(voice.say('Columns are told from the first {0} rows.', count(scannedRows)));
  }
  if (duplicateRows === 1) sentences.push(voice.say('1 row is the same as an earlier one in all columns.'));
  if (duplicateRows > 1) {
    sentences.push(voice.say('{0} rows are the same as an earlier one in all columns.', count(duplicateRows)));
  }
  const measured = columns.flatMap(({ text, lengths }) => (text.possible && lengths ? [lengths] : []));
  const [first] = measured;
  if (first === undefined) return sentences;
  const texts = count(Math.max(...measured.map((lengths) => lengths.texts)));
  sentences.push(
    first.model === undefined
      ? voice.say(
          'Lengths are those of the first {0} texts, in words; tokens are counted where the base model is on this machine ({1}).',
          texts,
          voice.setting('model'),
        )
      : voice.say('Lengths are those of the first {0} texts, in tokens of {1}.', texts, first.model),
  );
  return sentences;
}

function cut(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function decimal(number: number): string {
  return String(Math.round(number * 10) / 10);
}

/** Four digits that count. */
function short(number: number): string {
  return String(Number(number.toPrecision(4)));
}

/** A share as a whole number, `<1%` where it is less. */
function percent(part: number, whole: number): string {
  const share = (part / Math.max(1, whole)) * 100;
  return share > 0 && share < 1 ? '<1%' : `${Math.round(share)}%`;
}
