import type { InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { className } from '../labels/label-value.ts';
import type { ColumnProfile } from './column-profile.ts';
import { histogramOf } from './histogram.ts';
import { judgeLabel, judgeText } from './judge-column.ts';
import { measureTexts, type TokenCounter } from './measure-texts.ts';

/** Labels whose counts are told. */
const LABELS_COUNTED = 50;

/** Values that are told of a column with more different ones. */
const TOP_VALUES = 10;

/** What a column holds, as far as its profile has seen it. */
export function inspectedColumn(profile: ColumnProfile, counter: TokenCounter | null): InspectedColumn {
  const sorted = valueCounts(profile);
  const { kind, texts, numbers } = profile;
  return {
    name: profile.column.name,
    kind,
    missing: profile.missing,
    distinct: { count: profile.distinct, exact: true },
    examples: profile.examples,
    labelCounts: profile.distinct <= LABELS_COUNTED ? sorted : null,
    repeated: profile.values.rows - profile.distinct,
    ...((sorted[0]?.count ?? 0) > 1 && {
      topValues: sorted.slice(0, TOP_VALUES).map(({ label: value, count }) => ({ value, count })),
    }),
    ...((kind === 'integer' || kind === 'float') && numbers.length > 0 && { numbers: numbersIn(numbers) }),
    ...(kind === 'string' && texts.length > 0 && { lengths: measureTexts(texts, counter) }),
    text: judgeText(profile),
    label: judgeLabel(profile),
  };
}

function numbersIn(numbers: readonly number[]): NonNullable<InspectedColumn['numbers']> {
  const histogram = histogramOf(numbers);
  const mean = numbers.reduce((sum, number) => sum + number / numbers.length, 0);
  return { min: histogram.from, max: histogram.to, mean, histogram };
}

/** The values with their counts, the most frequent first. */
function valueCounts({ values, column }: ColumnProfile): { label: string; count: number }[] {
  return [...values.distinct().counts]
    .map(([label, count]) => ({
      label: className(column.classNames ? Number(label) : label, column.classNames),
      count,
    }))
    .sort((a, b) => b.count - a.count);
}
