import { describe, expect, it } from 'vitest';
import type { DatasetInspection, InspectedColumn } from '../../src/protocol/dataset-inspection.ts';
import { describeContent, describeLook, describeSpread } from '../../src/words/dataset-look.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = { say: fillTemplate, setting: (name) => `<${name}>` };

const column: InspectedColumn = {
  name: 'text',
  kind: 'string',
  missing: 3,
  distinct: { count: 1239, exact: true },
  examples: [],
  labelCounts: null,
  text: { possible: true, reason: { code: 'free-text', meanWords: 20 } },
  label: { possible: false, task: null, reason: { code: 'looks-like-id' } },
};
const histogram = { from: 1, to: 9, counts: [1, 8, 4, 0] };
const lengths = {
  unit: 'tokens',
  model: 'a/b',
  texts: 400,
  median: 24.55,
  max: 300,
  cut: { limit: 128, texts: 12 },
  histogram,
} as const;
const noText: InspectedColumn['text'] = { possible: false, reason: { code: 'one-value' } };

describe('a column in words', () => {
  it.each<[string, Partial<InspectedColumn>, string]>([
    ['tokens', { lengths: { ...lengths } }, '▁█▄· 24.6 tokens at the median, 3% cut at 128'],
    [
      'no text cut',
      { lengths: { ...lengths, cut: { limit: 128, texts: 0 } } },
      '▁█▄· 24.6 tokens at the median, none cut at 128',
    ],
    [
      'few cut',
      { lengths: { ...lengths, cut: { limit: 64, texts: 1 } } },
      '▁█▄· 24.6 tokens at the median, <1% cut at 64',
    ],
    ['words', { lengths: { ...lengths, unit: 'words' } }, '▁█▄· 24.6 words at the median, about 3% cut at 128 tokens'],
    [
      'repeated texts',
      { lengths: { ...lengths }, repeated: 5 },
      '▁█▄· 24.6 tokens at the median, 3% cut at 128, 5 repeat an earlier one',
    ],
    [
      'numbers',
      { text: noText, kind: 'float', numbers: { min: -0.5, max: 12345.678, mean: 2 / 3, histogram } },
      '▁█▄· -0.5 to 12350, mean 0.6667',
    ],
    [
      'classes',
      {
        text: noText,
        distinct: { count: 2, exact: true },
        labelCounts: [
          { label: 'bug', count: 2 },
          { label: 'a name that is longer than anything', count: 1 },
        ],
        topValues: [{ value: 'bug', count: 2 }],
      },
      'bug (67%), a name that is longer t… (33%)',
    ],
    [
      'many values',
      { text: noText, distinct: { count: 1239, exact: true }, topValues: [{ value: 'x', count: 1200 }] },
      'x (1,200) and 1,238 more',
    ],
    ['nothing', { text: noText }, ''],
  ])('tells the spread of %s', (_, facts, words) => {
    expect(describeSpread({ ...column, ...facts }, voice)).toBe(words);
  });

  it('tells what it holds', () => {
    expect(describeContent(column, voice)).toBe('text · 3 missing · 1,239 different');
    expect(describeContent({ ...column, missing: 0, distinct: { count: 9, exact: false } }, voice)).toBe(
      'text · more than 9 different',
    );
  });
});

describe('a dataset in words', () => {
  const inspection: DatasetInspection = {
    source: 'rows.csv',
    format: 'csv',
    rows: { count: 500, exact: true },
    scannedRows: 500,
    faultyRows: 0,
    columns: [column],
    guess: { textColumns: null, textCandidates: [], labelColumn: null, labelCandidates: [], task: null },
    warnings: [],
  };

  it('says what was looked at, what is there twice, and how lengths were measured', () => {
    expect(describeLook(inspection, voice)).toEqual([]);
    const measured = { ...inspection, duplicateRows: 12, columns: [{ ...column, lengths: { ...lengths } }] };
    expect(describeLook({ ...measured, rows: { count: 10_000, exact: false }, scannedRows: 10_000 }, voice)).toEqual([
      'Columns are told from the first 10,000 rows.',
      '12 rows are the same as an earlier one in all columns.',
      'Lengths are those of the first 400 texts, in tokens of a/b.',
    ]);
    const { model: _, ...words } = lengths;
    expect(
      describeLook(
        { ...measured, duplicateRows: 1, columns: [{ ...column, lengths: { ...words, unit: 'words' } }] },
        voice,
      ),
    ).toEqual([
      '1 row is the same as an earlier one in all columns.',
      'Lengths are those of the first 400 texts, in words; tokens are counted where the base model is on this machine (<model>).',
    ]);
  });
});
