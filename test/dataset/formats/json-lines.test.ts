import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../../src/cli/voice.ts';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { describeFaultyRows } from '../../../src/words/dataset-inspection.ts';
import { memorySource, problemOf } from '../memory-source.ts';
import { rowsOf } from '../rows-of.ts';

const folder = new URL('../fixtures/json-lines/', import.meta.url).pathname;
const labels = ['bug', 'request', 'praise'];

/** Each line of some as one of a file that has three. */
const fileOf = (line: (i: number) => string, end = '\n') => [0, 1, 2].map((i) => line(i) + end).join('');
const good = (i: number) => `{"text": "text ${i}", "label": ${i}}`;

describe('what is JSON Lines but for what stands around its lines', () => {
  it.each([
    ['commas.jsonl', 'commas', 1],
    ['record-separators.jsonl', 'record-separators', 1],
  ])('is read, with a warning: %s', async (file, variant, line) => {
    const source = await openFile(folder + file);
    const { rows, names } = await rowsOf(source);
    expect(names).toEqual(['text', 'label']);
    expect(rows.map(({ values }) => values[1])).toEqual(Array.from({ length: 60 }, (_, i) => labels[i % 3]));
    expect(rows[0]?.values[0]).toBe('the printer number 0 is broken again');
    const warnings = [{ code: 'dataset-json-variant', detail: { variant, line } }];
    expect((await inspectDataset({ source })).warnings).toEqual(warnings);
    expect((await readExamples({ source })).warnings).toEqual(warnings);
  });

  it.each([
    ['a comma after all but the last', 'rows.jsonl', `${good(0)},\n${good(1)},\n${good(2)}\n`, 1],
    ['commas before lines', 'rows.jsonl', `${good(0)}\n,${good(1)}\n,${good(2)}\n`, 2],
    ['commas and Windows line ends', 'rows.ndjson', fileOf(good, ',\r\n'), 1],
    ['commas in a file called .json', 'rows.json', fileOf(good, ',\n'), 1],
    ['commas in a file without a name', 'rows', fileOf(good, ',\n'), 1],
    ['record separators and no line ends', 'rows.jsonl', fileOf((i) => `\x1e${good(i)}`, ''), 1],
    [
      'record separators and objects over several lines',
      'r.jsonl',
      fileOf((i) => `\x1e{\n"text": "text ${i}",\n"label": ${i}}`),
      1,
    ],
    ['record separators in a file called .json', 'rows.json', fileOf((i) => `\x1e${good(i)}`), 1],
    ['a byte order mark before record separators', 'rows.jsonl', `\ufeff${fileOf((i) => `\x1e${good(i)}`)}`, 1],
  ])('is read: %s', async (_, name, content, line) => {
    for (const chunks of [[], [1], [7]]) {
      const table = await openTable(memorySource(name, content, chunks));
      const { rows } = await rowsOf(memorySource(name, content, chunks));
      expect(rows.map(({ values }) => values)).toEqual([0, 1, 2].map((i) => [`text ${i}`, i]));
      expect(table.warnings).toMatchObject([{ code: 'dataset-json-variant', detail: { line } }]);
    }
  });

  it.each([
    ['Windows line ends', fileOf(good, '\r\n')],
    ['a byte order mark at the start of each line', fileOf((i) => `\ufeff${good(i)}`)],
    ['blanks around lines', fileOf((i) => ` \t${good(i)} `)],
    ['no last line end', fileOf(good).trimEnd()],
  ])('needs no warning: %s', async (_, content) => {
    const source = memorySource('rows.jsonl', content);
    expect((await rowsOf(source)).rows.map(({ values }) => values[1])).toEqual([0, 1, 2]);
    expect((await openTable(source)).warnings).toEqual([]);
  });

  it('is told from the line on that departs, also far below', async () => {
    const content = Array.from({ length: 3000 }, (_, i) => (i < 2000 ? good(i) : `${good(i)},`)).join('\n');
    const { warnings } = await readExamples({
      source: memorySource('rows.jsonl', content),
      textColumns: ['text'],
      labelColumn: 'label',
      task: 'regression',
    });
    expect(warnings).toEqual([{ code: 'dataset-json-variant', detail: { variant: 'commas', line: 2001 } }]);
  });
});

describe('what is no JSON Lines', () => {
  it.each([
    ['Python dicts', fileOf((i) => `{'text': 'it is', 'label': ${i}}`), 'python-dict'],
    ['Python values', fileOf((i) => `{"text": None, "label": ${i}}`), 'python-dict'],
    ['bare keys', fileOf((i) => `{text: "a", label: ${i}}`), 'bare-keys'],
    ['commas before brackets', fileOf((i) => `{"text": "a, ]", "label": [${i}, ] }`), 'trailing-comma'],
    ['all on one line', fileOf(good, ''), 'several-objects'],
    ['all on one line, with blanks', fileOf(good, ' '), 'several-objects'],
    ['all on one line, with commas', fileOf(good, ', '), 'several-objects'],
    ['old line ends', fileOf(good, '\r'), 'several-objects'],
    ['braces in texts on one line', fileOf((i) => `{"text": "}{ \\" ${i}"}`, ''), 'several-objects'],
    ['objects over several lines', fileOf((i) => `{"text": "text ${i}",\n"label": ${i}}`), 'unfinished'],
    [
      'an error page',
      '<!DOCTYPE html>\n<html><head><title>404</title></head>\n<body>Not found</body></html>\n',
      'markup',
    ],
    ['an XML answer', '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>\n', 'markup'],
    ['comments', `# rows\n// of today\n/* and */\n${good(0)}\n`, 'comment'],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n', 'lfs-pointer'],
    ['CSV', 'text,label\na,1\nb,2\n', 'plain-text'],
  ])('is refused with its line and what it looks like: %s', async (_, content, looksLike) => {
    const source = memorySource('rows.jsonl', `\n${content}`);
    const problem = { code: 'dataset-invalid-json', row: 1, line: 2, looksLike };
    expect(await problemOf(inspectDataset({ source }))).toMatchObject(problem);
    expect(await problemOf(readExamples({ source }))).toMatchObject(problem);
    expect(await problemOf(readExamples({ source, textColumns: ['text'], labelColumn: 'label' }))).toMatchObject(
      problem,
    );
  });

  it('is refused as it lies in a file of Python dicts', async () => {
    expect(await problemOf(inspectDataset({ source: await openFile(`${folder}python-dicts.jsonl`) }))).toMatchObject({
      code: 'dataset-invalid-json',
      line: 1,
      looksLike: 'python-dict',
      start: "{'text': 'the printer number 0 is broken again', 'label': '…",
    });
  });

  it('is refused where only the first line is good', async () => {
    const source = memorySource('rows.jsonl', `${good(0)}\n{'text': 'b'}\n{'text': 'c'}\n`);
    const problem = { code: 'dataset-invalid-json', row: 2, line: 2, looksLike: 'python-dict' };
    expect(await problemOf(inspectDataset({ source }))).toMatchObject(problem);
  });

  it('is counted and told where most lines are good', async () => {
    const source = memorySource('rows.jsonl', `${good(0)}\n\n// a comment\n${good(1)}\n${good(2)}\n`);
    const inspection = await inspectDataset({ source });
    expect(inspection).toMatchObject({ faultyRows: 1, firstFault: { row: 2, line: 3, looksLike: 'comment' } });
    expect(describeFaultyRows(inspection, commandLineVoice)).toBe(
      'Rows that are no JSON objects: 1; the first is line 3 (a comment): // a comment',
    );
  });

  it.each(['rows.json', 'rows.jsonl'])('names columns that stand as arrays: %s', async (name) => {
    const content = '{"text": ["a", "b"], "label": [0, 1]}\n';
    expect(await problemOf(rowsOf(memorySource(name, content)))).toMatchObject({
      code: 'dataset-json-shape',
      found: 'object-of-arrays',
      keys: ['text', 'label'],
    });
  });
});

describe('a .json file that is none', () => {
  it.each([
    ["[{'text': 'a'}, {'text': 'b'}]", 'python-dict'],
    ["{'data': [{'text': 'a'}]}", 'python-dict'],
    ['<html>\n</html>', 'markup'],
    ['Not found', 'plain-text'],
    ['// rows\n[{"text": "a"}]', 'comment'],
  ])('says what it looks like: %s', async (content, looksLike) => {
    const problem = { code: 'dataset-invalid-json', row: 1, looksLike };
    expect(await problemOf(rowsOf(memorySource('rows.json', content)))).toMatchObject(problem);
  });
});

describe('lines with lists as texts', () => {
  const content = fileOf((i) => `{"text": ["a", "b"], "label": "${i}"}`);

  it('are told, whether the column is named or not', async () => {
    const source = memorySource('rows.jsonl', content);
    const problem = { code: 'dataset-text-kind', column: 'text', kind: 'list', example: '["a","b"]' };
    expect(await problemOf(readExamples({ source, textColumns: ['text'], labelColumn: 'label' }))).toMatchObject(
      problem,
    );
    expect(await problemOf(readExamples({ source }))).toMatchObject(problem);
    expect((await inspectDataset({ source })).guess).toMatchObject({ textColumns: null });
  });
});
