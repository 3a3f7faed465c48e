import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../src/dataset/formats/detect-format.ts';
import { memorySource, problemOf } from '../memory-source.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('detectFormat', () => {
  it.each([
    ['rows.csv', 'PAR1 and more', 'parquet'],
    ['rows', 'ARROW1\0\0', 'arrow-file'],
    ['rows.feather', '\xff\xff\xff\xff\x10\0\0\0', 'arrow-stream'],
    ['rows.csv', '{"text": 1}\n{"text": 2}', 'csv'],
    ['rows.TSV', 'a,b', 'tsv'],
    ['rows.tab', 'a', 'tsv'],
    ['rows.txt', 'text\tlabel', 'tsv'],
    ['rows.txt', 'text,label', 'csv'],
    ['rows.ndjson', '{"text": 1}', 'jsonl'],
    ['rows.ndjson', '{broken\n', 'jsonl'],
    ['rows.ndjson', '{\n "rows": []}', 'json'],
    ['rows.json', '{"text": 1}', 'json'],
    ['rows.json', '{"text": NaN}\n{"text": 2}', 'jsonl'],
    ['rows.json', 'garbage', 'json'],
    ['rows', ' \n[1]', 'json'],
    ['rows', '{"text": 1}\n\n{"text": 2}', 'jsonl'],
    ['rows.XLSX', 'PK\x03\x04', 'xlsx'],
    ['rows.xlsm', 'PK\x03\x04', 'xlsx'],
    ['rows.ods', 'PK\x03\x04', 'ods'],
  ])('takes %s that begins with %j for %s', async (name, content, format) => {
    expect(await detectFormat(memorySource(name, bytes(content)))).toBe(format);
  });

  it.each([
    ['rows.csv.gz', '\x1f\x8b\x08', 'gzip'],
    ['rows.csv.zst', '\x28\xb5\x2f\xfd', 'zstd'],
    ['rows.zip', 'PK\x03\x04', 'zip'],
    ['rows.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'spreadsheet'],
    ['rows.feather', 'FEA1', 'feather-1'],
    ['rows.pkl', '\x80\x04\x95abc', 'pickle'],
    ['rows.db', 'SQLite format 3\0', 'sqlite'],
  ])('refuses %s by name', async (name, content, found) => {
    const problem = { area: 'dataset', code: 'dataset-unsupported-format', file: name, found };
    expect(await problemOf(detectFormat(memorySource(name, bytes(content))))).toEqual(problem);
  });

  it('says where the name promises another format', async () => {
    const problem = { area: 'dataset', code: 'dataset-wrong-extension', file: 'rows.parquet', format: 'parquet' };
    expect(await problemOf(detectFormat(memorySource('rows.parquet', 'text,label\n')))).toEqual(problem);
  });

  it('says that a file is empty', async () => {
    expect(await problemOf(detectFormat(memorySource('rows.csv', '')))).toMatchObject({ code: 'dataset-empty-file' });
  });
});
