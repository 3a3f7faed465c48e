import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { memorySource, problemOf } from '../memory-source.ts';

/** Labels around 2000, as years are. */
const years = Array.from({ length: 120 }, (_, i) => 2000 + ((i * 37) % 23) / 7);

const withOne = (label: string) => years.map((year, i) => (i === 7 ? label : String(year)));

function read(labels: readonly (string | number)[]) {
  const rows = labels.map((label, i) => `the text of row ${i},${label}`);
  const source = memorySource('rows.csv', ['text,label', ...rows].join('\n'));
  return readExamples({ source, textColumns: ['text'], labelColumn: 'label', task: 'regression' });
}

describe('numbers to predict', () => {
  // numpy: with d = y - median(y), (d**2).sum() == (d**2).max() from a label of 1e9 on, and not below.
  it.each(['1e9', '-1e15', '1e160', '1.7976931348623157e308', '-1.7976931348623157e308'])(
    'are refused with row and value where %s leaves nothing of the others',
    async (label) => {
      const problem = { code: 'dataset-label-too-far', column: 'label', row: 8, value: Number(label) };
      expect(await problemOf(read(withOne(label)))).toMatchObject(problem);
    },
  );

  it('are refused where a few are too far, also from each other', async () => {
    const labels = years.map((year, i) => (i % 30 === 4 ? `${1 + i}e200` : year));
    expect(await problemOf(read(labels))).toMatchObject({ code: 'dataset-label-too-far', row: 95, value: 95e200 });
  });

  it.each(['1e8', '1e-300', '0', '-5000'])('may be far from the others as %s is', async (label) => {
    expect((await read(withOne(label))).labels[7]).toBe(Number(label));
  });

  it.each([1e-300, 1e-12, 1e12, 1e160, 1e300, -1e300])('may be of any size: years × %d', async (factor) => {
    const labels = years.map((year) => year * factor);
    expect([...(await read(labels)).labels]).toEqual(labels);
  });

  it('may have the largest numbers of both signs, and the smallest', async () => {
    const largest = years.map((_, i) => (i % 2 ? Number.MAX_VALUE : -Number.MAX_VALUE));
    expect([...(await read(largest)).labels]).toEqual(largest);
    const smallest = years.map((_, i) => (i % 5) * Number.MIN_VALUE);
    expect([...(await read(smallest)).labels]).toEqual(smallest);
  });

  it('may be zero but for a few', async () => {
    const labels = years.map((_, i) => (i % 50 === 3 ? 1 : 0));
    expect([...(await read(labels)).labels]).toEqual(labels);
  });

  it.each([
    ['whole numbers beyond 2^53', years.map((_, i) => String(2n ** 60n + BigInt(3 * i))), 2 ** 60, 2 ** 60 + 256],
    ['floats', years.map((_, i) => 1e17 + 16 * (i % 9)), 1e17, 1e17 + 128],
    ['floats that are almost one', years.map((_, i) => 2.5 + (i % 3) * 2 ** -51), 2.5, 2.5 + 2 ** -50],
  ])('are refused where they differ by too little: %s', async (_, labels, low, high) => {
    expect(await problemOf(read(labels))).toMatchObject({ code: 'dataset-labels-too-close', low, high });
  });

  it('may be times in nanoseconds of different days', async () => {
    const labels = years.map((_, i) => String(1_700_000_000_000_000_000n + 86_400_000_000_000n * BigInt(i)));
    expect([...(await read(labels)).labels]).toEqual(labels.map(Number));
  });

  it.each([
    ['in one spelling', years.map(() => '2.5')],
    ['in several', years.map((_, i) => ['2.5', '2.50', '25e-1'][i % 3] ?? '')],
  ])('are refused where they are all the same: %s', async (_, labels) => {
    expect(await problemOf(read(labels))).toMatchObject({ code: 'dataset-constant-label', value: 2.5, rows: 120 });
  });

  it('leave out words for what is no number, with a warning', async () => {
    const words = ['nan', 'NaN', 'NA'];
    const { dropped, warnings } = await read(years.map((year, i) => (i % 7 ? year : (words[(i / 7) % 3] ?? ''))));
    expect(dropped).toEqual([{ reason: 'missing-label', count: 18, firstRows: [1, 8, 15, 22, 29] }]);
    expect(warnings.map(({ code }) => code)).toContain('dataset-many-dropped');
  });
});
