import { describe, expect, it } from 'vitest';
import { answerOf, comparedErrors, reportLabel } from '../../src/made-map/answer.ts';
import { dimensionsSentence, factsOf } from '../../src/made-map/facts.ts';
import { trainingMime } from '../../src/made-map/format-names.ts';
import { classMovements, movementSentence, planeOf } from '../../src/made-map/movement.ts';
import { toNotebookOutput } from '../../src/made-map/notebook-output.ts';
import { formatError, formatLength, formatShare } from '../../src/made-map/numbers.ts';
import { readReport } from '../../src/made-map/read-report.ts';
import { nearestTable, sourcesTable } from '../../src/made-map/sources.ts';
import { makeReport } from './make-report.ts';

describe('what a map is worth', () => {
  it('is which part of the change it tells, and on which errors that rests', () => {
    const { headline, rest } = answerOf(makeReport());
    expect(headline).toBe('The map tells 77 % of what fine-tuning changed.');
    expect(rest).toContain('0.0692 with the map, 0.297 with none, 0.211 with the mean of all');
  });

  it('is said to need more texts where the mean of all is better', () => {
    const { headline } = answerOf(makeReport({ error: 0.2, meanError: 0.19, identityError: 0.4, r2: 0.5 }));
    expect(headline).toBe('This map tells less than the mean of all: fit it on more texts before you rank with it.');
  });

  it('is said to be nothing where it is no better than none', () => {
    expect(answerOf(makeReport({ error: 0.3, r2: -0.01 })).headline).toContain('no better than none');
    expect(answerOf(makeReport({ identityError: 0, error: 0, r2: 0 })).headline).toContain('changed no embedding');
  });

  it('has the largest error as the longest bar', () => {
    expect(comparedErrors(makeReport()).map(({ kind, share }) => [kind, Number(share.toFixed(3))])).toEqual([
      ['map', 0.233],
      ['mean', 0.71],
      ['identity', 1],
    ]);
    const nothing = makeReport({ error: 0, meanError: 0, identityError: 0 });
    expect(comparedErrors(nothing).map(({ share }) => share)).toEqual([0, 0, 0]);
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [0.07431, '0.0743'],
    [1.2345, '1.23'],
    [4.123e-7, '4.1e-7'],
    [1_234_567, '1.23 × 10^6'],
  ])('the error %d is %s', (value, text) => expect(formatError(value)).toBe(text));

  it.each([
    [0.767, '77 %'],
    [0.9971, '99.7 %'],
    [0.99999, '100 %'],
    [1, '100 %'],
    [0, '0 %'],
  ])('the share %d is %s', (value, text) => expect(formatShare(value)).toBe(text));

  it.each([
    [0.0512, '0.051'],
    [7.41, '7.4'],
    [768, '768'],
    [6.636694517501731e39, '6.64 × 10^39'],
  ])('the length %d is %s', (value, text) => expect(formatLength(value)).toBe(text));
});

describe('how the classes moved', () => {
  it('is told from the farthest to the nearest', () => {
    const classes = classMovements(makeReport());
    expect(classes.map(({ name }) => name)).toEqual(['praise', 'billing', 'feature request', 'question', 'bug']);
    expect(classes[0]?.share).toBe(1);
    expect(movementSentence(makeReport())).toContain('those of praise the most (9.9), those of bug the least (3.1)');
  });

  it('gives the classes with the most rows a colour, each its own', () => {
    const classes = Array.from({ length: 30 }, (_, index) => ({ name: `c${index}`, rows: index, mean: index }));
    const found = classMovements(makeReport({ movement: { ...makeReport().movement, classes } }));
    expect(found).toHaveLength(20);
    const coloured = found.filter(({ colour }) => colour !== null);
    expect(coloured.map(({ name }) => name).sort()).toEqual(['c22', 'c23', 'c24', 'c25', 'c26', 'c27', 'c28', 'c29']);
    expect(new Set(coloured.map(({ colour }) => colour)).size).toBe(8);
  });

  it('without classes is the mean alone', () => {
    const movement = { ...makeReport().movement, classes: [] };
    expect(movementSentence(makeReport({ movement }))).toBe(
      'Fine-tuning moved the embedding of a text by 6.2 on average.',
    );
  });

  it('has all points within the plane, also where all are the same', () => {
    const { x, y } = planeOf(makeReport());
    for (const { before, after } of makeReport().movement.points) {
      for (const point of [before, after]) {
        expect(point[0]).toBeGreaterThan(x[0]);
        expect(point[0]).toBeLessThan(x[1]);
        expect(point[1]).toBeGreaterThan(y[0]);
        expect(point[1]).toBeLessThan(y[1]);
      }
    }
    const points = [{ label: null, before: [2, 2] as [number, number], after: [2, 2] as [number, number] }];
    expect(planeOf({ movement: { ...makeReport().movement, points } }).x).toEqual([1, 3]);
    expect(planeOf({ movement: { ...makeReport().movement, points: [] } }).x).toEqual([-1, 1]);
  });
});

it('facts and tables name what the map was made of', () => {
  const facts = Object.fromEntries(factsOf(makeReport()).map(({ name, value }) => [name, value]));
  expect(facts).toMatchObject({
    Task: 'tickets → kind',
    Texts: '2,100 rows of 2 sources',
    'Base model': 'samples/bert-tiny-debian',
    'Fine-tuned model': './fine-tuned',
    'Effective dimensions': '93.4 of 128',
    Size: '128 × 128, float32',
  });
  expect(dimensionsSentence(makeReport())).toContain('93.4 of 128 dimensions');
  expect(sourcesTable(makeReport())?.rows[1]).toEqual(['general-texts.csv · text', '1,500', '50 %', '0.0641', '0.208']);
  expect(sourcesTable(makeReport({ sources: makeReport().sources.slice(0, 1) }))).toBe(null);
  expect(nearestTable(makeReport())?.rows.map((row) => row[2])).toEqual(['0.91', '0.40', '−0.05']);
  expect(nearestTable(makeReport({ nearestMaps: [] }))).toBe(null);
  expect(reportLabel(makeReport())).toBe('tickets, samples/bert-tiny-debian, 2,100 rows, 2026-11-28 21:00');
});

describe('the output of a notebook', () => {
  it('holds the report itself, and what other readers show', () => {
    const output = toNotebookOutput(makeReport());
    expect(Object.keys(output)).toEqual([trainingMime, 'text/html', 'text/markdown', 'text/plain']);
    expect(readReport(JSON.parse(output[trainingMime] ?? ''))).toEqual({ kind: 'report', report: makeReport() });
    for (const form of ['text/html', 'text/markdown', 'text/plain']) {
      expect(output[form]).toContain('77 %');
      expect(output[form]).toContain('feature request');
    }
  });

  it('lets no name become markup', () => {
    const hostile = '<img src=x onerror=alert(1)> | [a](https://x.example)';
    const movement = { ...makeReport().movement, classes: [{ name: hostile, rows: 1, mean: 1 }] };
    const output = toNotebookOutput(makeReport({ taskId: hostile, movement, map: hostile }));
    expect(output['text/html']).not.toContain('<img');
    expect(output['text/markdown']).not.toMatch(/<img|\]\(https:/);
  });
});

describe('reading a report', () => {
  it('tells other versions and damage apart', () => {
    expect(readReport({ ...makeReport(), schema: 'intermediate-task-ranker/training-report@2' })).toEqual({
      kind: 'other-version',
      schema: 'intermediate-task-ranker/training-report@2',
    });
    expect(readReport({ ...makeReport(), r2: 'much' })).toMatchObject({
      kind: 'invalid',
      where: 'r2',
      generator: '0.1.0',
    });
    expect(readReport(null)).toMatchObject({ kind: 'invalid', where: '', generator: null });
  });
});
