import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { openTable } from '../../../src/dataset/formats/open-table.ts';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { declaredReading } from '../../../src/dataset/sources/hub/builder-parameters.ts';
import type { Column } from '../../../src/dataset/table/table.ts';
import { textOf, type Value } from '../../../src/dataset/table/values.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import { readRepository } from '../../fakes/hub/repository.ts';
import { hubFixture, never, problemOf } from '../hub-fixture.ts';
import { open, read } from './dataset-fixture.ts';

const folder = join(import.meta.dirname, '../../fixtures/builder-parameters');
const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const repositories = folders.map(({ name }) => readRepository('dataset', `owner/${name}`, join(folder, name)));

/** What the library `datasets` 5.2.0 makes of the same folders; class labels by their names. */
const parts = z
  .array(
    z.object({
      folder: z.string(),
      config: z.string(),
      split: z.string(),
      classes: z.record(z.string(), z.array(z.string())),
      floats: z.array(z.string()),
      rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    }),
  )
  .parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));

/** A value as Python gives it. A CSV column of digits that is declared text keeps its zeros here, and loses them there. */
function asPython(value: Value, { classNames, kind }: Column): string | number | null {
  if (value === null) return null;
  if (classNames && typeof value === 'number') return classNames[value] ?? value;
  return kind === 'float' ? Number(textOf(value)) : textOf(value).replace(/^0(?=\d$)/, '');
}

describe('the parameters of a README', () => {
  it.each(parts)('are read as datasets reads them: $folder, $config', async ({ rows, classes, ...part }) => {
    await using fixture = await hubFixture({ repositories });
    const { config, split } = part;
    const source = await open(fixture.hub(), `owner/${part.folder}`, { config, split });
    const table = await openTable(source);
    const names = table.columns.map(({ name }) => name);
    const found: Record<string, string | number | null>[] = [];
    for await (const batch of table.rows(names)) {
      for (const { values } of batch) {
        found.push(
          Object.fromEntries(table.columns.map((column, i) => [column.name, asPython(values[i] ?? null, column)])),
        );
      }
    }
    expect(found).toEqual(rows);
    const named = table.columns.filter(({ classNames }) => classNames);
    expect(Object.fromEntries(named.map((column) => [column.name, column.classNames]))).toEqual(classes);
    expect(table.columns.filter(({ kind }) => kind === 'float').map(({ name }) => name)).toEqual(part.floats);
  });

  it('say what labels are', async () => {
    await using fixture = await hubFixture({ repositories });
    const hub = fixture.hub();
    const ofNames = await read(hub, 'owner/class_label_names');
    expect(ofNames).toMatchObject({ task: 'classification', classes: ['bug', 'request', 'praise'] });
    expect([...(await read(hub, 'owner/class_label_ints')).labels]).toEqual([...ofNames.labels]);
    expect(await read(hub, 'owner/float_label')).toMatchObject({ task: 'regression', classes: [] });
    expect(await read(hub, 'owner/string_label')).toMatchObject({
      task: 'classification',
      classes: ['01', '02', '03'],
    });
    const { encoding, columns } = await inspectDataset({ source: await open(hub, 'owner/enc') });
    expect(encoding).toBe('windows-1251');
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['text', 'string'],
      ['label', 'string'],
    ]);
  });

  it('give way to the encoding that a person names', async () => {
    await using fixture = await hubFixture({ repositories });
    const source = await open(fixture.hub(), 'owner/enc');
    const named = { source, textColumns: ['text'], labelColumn: 'label', signal: never };
    expect((await readExamples({ ...named, encoding: 'koi8-r' })).encoding).toBe('koi8-r');
  });
});

describe('a parameter that cannot be honoured', () => {
  const readme = (lines: string) => `---\nconfigs:\n- config_name: default\n  data_files: data.csv\n  ${lines}\n---\n`;

  it.each([
    ['sep: "\\\\s+"', 'sep', '"\\\\s+"'],
    ['sep: "||"', 'sep', '"||"'],
    ['skipinitialspace: true', 'skipinitialspace', 'true'],
    ['decimal: ","', 'decimal', '","'],
    ['na_values: [missing]', 'na_values', '["missing"]'],
    ['header: [0, 1]', 'header', '[0,1]'],
    ['encoding: cp9999', 'encoding', '"cp9999"'],
  ])('is named: %s', async (lines, parameter, value) => {
    const files = { 'README.md': readme(lines), 'data.csv': 'text,label\na,b\n' };
    await using fixture = await hubFixture({ repositories: [makeDataset('owner/name', { files })] });
    const problem = await problemOf(open(fixture.hub(), 'owner/name'));
    expect(problem).toEqual({
      area: 'hub',
      code: 'hub-dataset-parameter',
      repo: 'owner/name',
      config: 'default',
      parameter,
      value,
    });
  });

  it('is no matter of another kind of file, nor of a default', () => {
    const named = { repo: 'o/n', config: 'default' };
    expect(declaredReading('json', { ...named, parameters: { sep: '||', lines: true } })).toEqual({});
    expect(declaredReading('csv', { ...named, parameters: { decimal: '.', na_values: null, engine: 'c' } })).toEqual(
      {},
    );
    expect(declaredReading('csv', { ...named, parameters: { sep: ';', delimiter: '|', quoting: 3 } })).toEqual({
      csv: { delimiter: '|', quote: null },
    });
  });
});

describe('what a README declares and the files do not hold', () => {
  const declared = (files: Record<string, string>, lines: string) =>
    makeDataset('owner/name', { files: { 'README.md': `---\n${lines}\n---\n`, ...files } });

  it('names the row whose label is no class', async () => {
    const features =
      'dataset_info:\n  features:\n  - name: label\n    dtype:\n      class_label:\n        names: [bug, praise]';
    const repository = declared({ 'data.csv': 'text,label\na,bug\nb,prasie\n' }, features);
    await using fixture = await hubFixture({ repositories: [repository] });
    const problem = await problemOf(read(fixture.hub(), 'owner/name'));
    expect(problem).toMatchObject({ code: 'dataset-undeclared-class', column: 'label', row: 2, value: 'prasie' });
  });

  it('names the fields that have rows', async () => {
    const configs = 'configs:\n- config_name: default\n  data_files: data.json\n  field: data';
    const repository = declared({ 'data.json': '{"train":[{"text":"a","label":1}],"test":[]}' }, configs);
    await using fixture = await hubFixture({ repositories: [repository] });
    const problem = await problemOf(read(fixture.hub(), 'owner/name'));
    expect(problem).toMatchObject({ code: 'dataset-no-such-field', field: 'data', fields: ['train'] });
  });
});
