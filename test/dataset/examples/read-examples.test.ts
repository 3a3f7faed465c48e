import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadExamplesOptions, readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { permutationStart } from '../../../src/dataset/examples/sampling/permutation.ts';
import type { ByteSource } from '../../../src/dataset/sources/byte-source.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { memorySource, problemOf } from '../memory-source.ts';

/** Rows with two classes; each text names its row. */
function csvOf(rows: number): string {
  return `text,label\n${Array.from({ length: rows }, (_, i) => `text ${i},${i % 2 ? 'b' : 'a'}`).join('\n')}\n`;
}

function sample(rows: number, options: Partial<ReadExamplesOptions> = {}) {
  return readExamples({
    source: memorySource('rows.csv', csvOf(rows)),
    textColumns: ['text'],
    labelColumn: 'label',
    ...options,
  });
}

function rowsOfTexts(texts: readonly string[]): number[] {
  return texts.map((text) => Number(text.replace('text ', '')));
}

describe('how many rows are sampled', () => {
  it.each([
    [1000, {}, 1000, null],
    [1001, {}, 1000, '42'],
    [1001, { seed: null }, 1000, null],
    [1001, { seed: '7' }, 1000, '7'],
    [1001, { examples: 5000 }, 1001, null],
    [50, { examples: 20 }, 20, '42'],
    [50, { examples: 20, seed: null }, 20, null],
    [50, { seed: '123456789012345678901234567890' }, 50, '123456789012345678901234567890'],
  ])('of %i with %o', async (rows, options, count, seed) => {
    const examples = await sample(rows, options);
    expect(examples).toMatchObject({ rowsRead: rows, rowsUsable: rows, seed });
    const order = seed === null ? undefined : await permutationStart(rows, count, BigInt(seed));
    expect(rowsOfTexts(examples.texts)).toEqual(Array.from({ length: count }, (_, i) => order?.[i] ?? i));
    expect([...examples.labels]).toEqual(rowsOfTexts(examples.texts).map((row) => row % 2));
  });

  it('is less a prefix of more, with the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 60 }), fc.nat(1000), async (examples, seed) => {
        const all = await sample(60, { examples: 60, seed: String(seed) });
        const some = await sample(60, { examples, seed: String(seed) }).catch(() => null);
        if (some) expect(some.texts).toEqual(all.texts.slice(0, examples));
      }),
      { numRuns: 30 },
    );
  });

  it('does not follow from how the bytes come', async () => {
    const whole = await sample(300, { examples: 100 });
    const content = csvOf(300);
    const inPieces = await sample(300, { examples: 100, source: memorySource('other.csv', content, [7, 1, 64]) });
    expect(inPieces).toEqual(whole);
  });

  it('warns where there are fewer than were asked for', async () => {
    const { warnings } = await sample(60, { examples: 70 });
    expect(warnings).toEqual([{ code: 'dataset-fewer-rows-than-asked', detail: { asked: 70, rows: 60 } }]);
  });

  it('warns where they are too few to tell tasks apart: below 50, below 10 a class, below 3 of a class', async () => {
    const codes = async (labels: string[]) => {
      const source = memorySource(
        'rows.csv',
        `text,label\n${labels.map((label, i) => `text ${i},${label}\n`).join('')}`,
      );
      const { warnings } = await readExamples({ source, textColumns: ['text'], labelColumn: 'label' });
      return warnings.map(({ code, detail }) => [code, 'minimum' in detail ? detail.minimum : null]);
    };
    const cycle = (rows: number, classes: number) => Array.from({ length: rows }, (_, i) => `class-${i % classes}`);
    expect(await codes(cycle(50, 5))).toEqual([]);
    expect(await codes(cycle(49, 4))).toEqual([['dataset-few-rows', 50]]);
    expect(await codes(cycle(99, 10))).toEqual([['dataset-few-rows', 100]]);
    expect(await codes([...cycle(60, 2), 'rare', 'rare'])).toEqual([['dataset-few-per-class', 3]]);
    expect(await codes(cycle(40, 40).map((_, i) => `${i / 7}`))).toEqual([['dataset-few-rows', 50]]);
  });
});

/** Rows with a title, a text or, the first `empty` of them, neither. */
function linesOf(rows: number, empty: number): string {
  return Array.from({ length: rows }, (_, i) => {
    const text = i < empty ? {} : i % 2 ? { title: `title ${i}`, text: null } : { text: `text ${i}` };
    return JSON.stringify({ ...text, label: `${i % 2}` });
  }).join('\n');
}

describe('examples', () => {
  const source = memorySource(
    'rows.csv',
    [
      'title,text,label,year',
      'a,first,x,1',
      ',second,x,2',
      'c,"",y,3',
      'd,   ,y,4',
      'e,fifth,,5',
      'f,sixth,y,6',
      'g,seventh,NA,7',
      'h,eighth,z,8,surplus',
      'i,ninth,y,9',
      'NA,,x,10',
      '  ,,x,11',
    ].join('\n'),
  );

  it('join texts, and lose rows for every reason', async () => {
    const examples = await readExamples({ source, textColumns: ['title', 'text'], labelColumn: 'label' });
    const dropped = [
      { reason: 'missing-label', count: 2, firstRows: [5, 7] },
      { reason: 'ragged-row', count: 1, firstRows: [8] },
      { reason: 'missing-text', count: 1, firstRows: [10] },
      { reason: 'empty-text', count: 1, firstRows: [11] },
    ];
    expect(examples).toEqual({
      texts: ['a [SEP] first', ' [SEP] second', 'c [SEP] ', 'd [SEP]    ', 'f [SEP] sixth', 'i [SEP] ninth'],
      labels: Float64Array.of(0, 0, 1, 1, 1, 1),
      task: 'classification',
      classes: ['x', 'y'],
      rowsRead: 11,
      rowsUsable: 6,
      dropped,
      textColumns: ['title', 'text'],
      labelColumn: 'label',
      seed: null,
      fingerprint: `sha256:${createHash('sha256')
        .update(
          '["a [SEP] first","x"]\n[" [SEP] second","x"]\n["c [SEP] ","y"]\n["d [SEP]    ","y"]\n' +
            '["f [SEP] sixth","y"]\n["i [SEP] ninth","y"]\n',
        )
        .digest('hex')}`,
      warnings: [
        { code: 'dataset-many-dropped', detail: { count: 5, rows: 11, dropped } },
        { code: 'dataset-missing-words', detail: { column: 'label', words: ['NA'], count: 1 } },
        { code: 'dataset-few-per-class', detail: { classes: ['x'], count: 1, minimum: 3 } },
        { code: 'dataset-few-rows', detail: { rows: 6, classes: 2, minimum: 50 } },
      ],
    });
  });

  it('lose rows whose only text is missing or empty', async () => {
    const { texts, dropped } = await readExamples({ source, textColumns: ['text'], labelColumn: 'label' });
    expect(texts).toEqual(['first', 'second', 'sixth', 'ninth']);
    expect(dropped).toEqual([
      { reason: 'missing-text', count: 3, firstRows: [3, 10, 11] },
      { reason: 'empty-text', count: 1, firstRows: [4] },
      { reason: 'missing-label', count: 2, firstRows: [5, 7] },
      { reason: 'ragged-row', count: 1, firstRows: [8] },
    ]);
  });

  it('warn where more than one row in twenty is left out', async () => {
    const rows = (empty: number) =>
      readExamples({
        source: memorySource('rows.jsonl', linesOf(100, empty)),
        textColumns: ['title', 'text'],
        labelColumn: 'label',
      });
    const code = 'dataset-many-dropped';
    expect((await rows(5)).warnings.some((warning) => warning.code === code)).toBe(false);
    const dropped = [{ reason: 'missing-text', count: 6, firstRows: [1, 2, 3, 4, 5] }];
    expect((await rows(6)).warnings).toContainEqual({ code, detail: { count: 6, rows: 100, dropped } });
  });

  it('may join a column of numbers, with a warning', async () => {
    const examples = await readExamples({ source, textColumns: ['title', 'year'], labelColumn: 'label' });
    expect(examples.texts[0]).toBe('a [SEP] 1');
    expect(examples.warnings).toContainEqual({ code: 'dataset-text-holds-numbers', detail: { column: 'year' } });
  });

  it.each([
    [
      { textColumns: ['txet'], labelColumn: 'label' },
      { code: 'dataset-no-such-column', column: 'txet', nearest: 'text' },
    ],
    [
      { textColumns: ['Text'], labelColumn: 'label' },
      { code: 'dataset-no-such-column', nearest: 'text' },
    ],
    [
      { textColumns: ['text'], labelColumn: 'quality' },
      { code: 'dataset-no-such-column', nearest: null },
    ],
    [
      { textColumns: ['text'], labelColumn: 'text' },
      { code: 'dataset-text-is-label', column: 'text' },
    ],
    [
      { textColumns: ['year'], labelColumn: 'label' },
      { code: 'dataset-text-kind', kind: 'float', example: '1', others: ['title', 'text'] },
    ],
  ])('cannot be of %o', async (columns, problem) => {
    expect(await problemOf(readExamples({ source, ...columns }))).toMatchObject(problem);
  });

  it('say where most rows are ragged', async () => {
    const ragged = memorySource('rows.csv', 'text,label\na,x\nb,y,1\nc,z,2\nd,x,3\n');
    expect(
      await problemOf(readExamples({ source: ragged, textColumns: ['text'], labelColumn: 'label' })),
    ).toMatchObject({
      code: 'dataset-ragged-rows',
      rows: 4,
      ragged: 3,
      firstRow: 2,
      expected: 2,
      found: 3,
    });
  });

  it('say where most lines are no JSON', async () => {
    const lines = memorySource('rows.jsonl', '{"text": "a", "label": 1}\n{text: b}\n{text: c}\n{text: d}\n');
    const problem = await problemOf(readExamples({ source: lines, textColumns: ['text'], labelColumn: 'label' }));
    expect(problem).toMatchObject({ code: 'dataset-invalid-json', row: 2 });
  });

  it('take a column that only later rows of a JSON file have, and miss one that none has', async () => {
    const early = '{"text": "early", "more": [1]}\n'.repeat(1200);
    const late = '{"text": "late a", "label": "x"}\n{"text": "late b", "label": "y"}\n'.repeat(3);
    const lines = memorySource('rows.jsonl', early + late, [1 << 12]);
    expect(await readExamples({ source: lines, textColumns: ['text'], labelColumn: 'label' })).toMatchObject({
      rowsUsable: 6,
      classes: ['x', 'y'],
    });
    expect(await problemOf(readExamples({ source: lines, textColumns: ['text'], labelColumn: 'lable' }))).toMatchObject(
      {
        code: 'dataset-no-such-column',
        columns: ['text', 'more'],
      },
    );
    expect(await problemOf(readExamples({ source: lines, textColumns: ['more'], labelColumn: 'label' }))).toMatchObject(
      {
        code: 'dataset-text-kind',
        kind: 'list',
        example: '[1]',
      },
    );
  });

  it('say where the sample has one class, or lost some', async () => {
    const rare = memorySource('rows.csv', `text,label\n${'text,a\n'.repeat(400)}text,b\n${'text,c\n'.repeat(400)}`);
    const options = { source: rare, textColumns: ['text'], labelColumn: 'label' };
    expect(await problemOf(readExamples({ ...options, examples: 10, seed: null }))).toMatchObject({
      code: 'dataset-one-class',
      within: 'sample',
      rows: 10,
    });
    expect((await readExamples({ ...options, examples: 60 })).warnings).toEqual([
      { code: 'dataset-classes-not-sampled', detail: { classes: ['b'], count: 1 } },
    ]);
  });

  it('are enough of one class or value where nothing is learnt from them', async () => {
    const read = (values: string, options: Partial<ReadExamplesOptions>) =>
      readExamples({
        source: memorySource('rows.csv', `text,label\n${values}`),
        textColumns: ['text'],
        labelColumn: 'label',
        toLearn: false,
        ...options,
      });
    expect(await read('t,only\n'.repeat(12), {})).toMatchObject({ classes: ['only'], rowsUsable: 12 });
    const rare = await read('t,a\n'.repeat(400) + 't,b\n'.repeat(2), { examples: 10, seed: null });
    expect(rare.classes).toEqual(['a']);
    const constant = await read('t,2.5\n'.repeat(12), { task: 'regression' });
    expect([...new Set(constant.labels)]).toEqual([2.5]);
    const dropped = await read('t,1\nt,-1\n'.repeat(6), {});
    expect(dropped.dropped).toEqual([expect.objectContaining({ count: 6 })]);
  });

  it('say where many rows are unlabelled', async () => {
    const { warnings } = await readExamples({
      source: memorySource('rows.csv', `text,label\n${'t,0\nt,1\nt,-1\n'.repeat(30)}`),
      textColumns: ['text'],
      labelColumn: 'label',
    });
    expect(warnings).toContainEqual({
      code: 'dataset-many-unlabelled',
      detail: { column: 'label', count: 30, rows: 90 },
    });
  });
});

describe('reading', () => {
  it('tells how far it is: from nothing to the size of the file, never back', async () => {
    const reports: Progress[] = [];
    const source = memorySource('rows.csv', csvOf(5000), [1 << 10]);
    await readExamples({
      source,
      textColumns: ['text'],
      labelColumn: 'label',
      onProgress: (report) => reports.push(report),
    });
    const done = reports.map((report) => report.done);
    expect(reports.length).toBeGreaterThan(20);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(reports[0]).toEqual({ stage: 'read-dataset', done: 0, total: source.byteLength, unit: 'bytes' });
    expect(reports.at(-1)?.done).toBe(source.byteLength);
  });

  it.each(['rows.csv', 'rows.jsonl'])('ends within a chunk when it is cancelled: %s', async (name) => {
    const abort = new AbortController();
    const content = name.endsWith('csv')
      ? csvOf(50_000)
      : '{"text": "a", "label": 1}\n{"text": "b", "label": 2}\n'.repeat(25_000);
    const whole = memorySource(name, content, [1 << 12]);
    let chunks = 0;
    const source: ByteSource = {
      ...whole,
      async *stream(options) {
        for await (const chunk of whole.stream(options)) {
          chunks += 1;
          if (chunks === 100) abort.abort();
          yield chunk;
        }
      },
    };
    const running = readExamples({ source, textColumns: ['text'], labelColumn: 'label', signal: abort.signal });
    expect((await problemOf(running)).code).toBe('run-cancelled');
    expect(chunks).toBeLessThanOrEqual(101);
  });

  it('says where the dataset became shorter in between', async () => {
    const long = memorySource('rows.csv', csvOf(2000));
    const short = memorySource('rows.csv', csvOf(1000));
    let streams = 0;
    const source: ByteSource = {
      ...long,
      // Packing (twice), format, encoding, first lines, quotes and the first pass see the long file.
      stream: (options) => (++streams > 8 ? short : long).stream(options),
    };
    const problem = await problemOf(readExamples({ source, textColumns: ['text'], labelColumn: 'label' }));
    expect(problem.code).toBe('dataset-changed-while-reading');
    expect(streams).toBe(9);
  });
});
