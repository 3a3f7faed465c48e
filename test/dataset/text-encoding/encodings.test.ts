import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type OpenOptions, openTable } from '../../../src/dataset/formats/open-table.ts';
import { openDataset } from '../../../src/dataset/sources/open-dataset.ts';
import { detectEncoding } from '../../../src/dataset/text-encoding/detect-encoding.ts';
import { openText } from '../../../src/dataset/text-encoding/text-source.ts';
import { type TextEncoding, textEncoding, textEncodingNamed } from '../../../src/protocol/text-encoding.ts';
import { memorySource, problemOf } from '../memory-source.ts';

const folder = new URL('../fixtures/encodings/', import.meta.url).pathname;
const rows = z
  .record(z.string(), z.array(z.tuple([z.string(), z.string()])))
  .parse(JSON.parse(readFileSync(`${folder}rows.json`, 'utf8')));

async function open(file: string, options: OpenOptions = {}) {
  return openTable(await openDataset(file, folder), options);
}

async function read(file: string, options: OpenOptions = {}) {
  const table = await open(file, options);
  const values: unknown[] = [];
  for await (const batch of table.rows(['text', 'label'])) values.push(...batch.map((row) => row.values));
  return { values, encoding: table.encoding, warnings: table.warnings };
}

/** What Windows-1250 would read otherwise with as good a sense: its text is right, but not certain. */
const guesses = new Set(['pl.iso-8859-2.csv']);

const files: [string, TextEncoding][] = [
  ['ru.windows-1251.csv', 'windows-1251'],
  ['ru.windows-1251.tsv', 'windows-1251'],
  ['ru.windows-1251.json', 'windows-1251'],
  ['ru.windows-1251.jsonl', 'windows-1251'],
  ['ru.windows-1251.csv.gz', 'windows-1251'],
  ['ru.koi8-r.csv', 'koi8-r'],
  ['ru.iso-8859-5.csv', 'iso-8859-5'],
  ['ru.ibm866.csv', 'ibm866'],
  ['ru.x-mac-cyrillic.csv', 'x-mac-cyrillic'],
  ['ru.utf-32-mark.csv', 'utf-32le'],
  ['ru.utf-32le.csv', 'utf-32le'],
  ['ru.utf-32be.csv', 'utf-32be'],
  ['ru.utf-16le.csv', 'utf-16le'],
  ['ru.utf-16be.csv', 'utf-16be'],
  ['ja.utf-16le.csv', 'utf-16le'],
  ['uk.koi8-u.csv', 'koi8-u'],
  ['uk.windows-1251.csv', 'windows-1251'],
  ['ja.shift_jis.csv', 'shift_jis'],
  ['ja.euc-jp.csv', 'euc-jp'],
  ['ja.iso-2022-jp.csv', 'iso-2022-jp'],
  ['zh-Hans.gb18030.csv', 'gb18030'],
  ['zh-Hant.big5.csv', 'big5'],
  ['ko.euc-kr.csv', 'euc-kr'],
  ['pl.windows-1250.csv', 'windows-1250'],
  ['pl.iso-8859-2.csv', 'iso-8859-2'],
  ['cs.windows-1250.csv', 'windows-1250'],
  ['cs.iso-8859-2.csv', 'iso-8859-2'],
  ['el.windows-1253.csv', 'windows-1253'],
  ['el.iso-8859-7.csv', 'iso-8859-7'],
  ['tr.windows-1254.csv', 'windows-1254'],
  ['he.windows-1255.csv', 'windows-1255'],
  ['ar.windows-1256.csv', 'windows-1256'],
  ['lt.windows-1257.csv', 'windows-1257'],
  ['th.windows-874.csv', 'windows-874'],
  ['de.windows-1252.csv', 'windows-1252'],
  ['fr.windows-1252.csv', 'windows-1252'],
  ['de.macintosh.csv', 'macintosh'],
  ['fr.macintosh.csv', 'macintosh'],
  ['de.ibm850.csv', 'ibm850'],
];

describe('a dataset that is not UTF-8', () => {
  it.each(files)('is read by what its bytes say: %s', async (file, encoding) => {
    const { values, warnings } = await read(file);
    expect(values).toEqual(rows[file.split('.')[0] ?? '']);
    const guess = { code: 'dataset-encoding-guessed', detail: { encoding } };
    expect(warnings).toEqual(guesses.has(file) ? [guess] : []);
  });

  it.each(files)('is read in the encoding that is named: %s', async (file, encoding) => {
    const { values, ...told } = await read(file, { encoding });
    expect(values).toEqual(rows[file.split('.')[0] ?? '']);
    expect(told).toEqual({ encoding, warnings: [] });
  });

  it('is told by a single line far below', async () => {
    const line = rows.ru?.map(([text]) => text).join(' ') ?? '';
    const content = `text,label\n${'the same again,bug\n'.repeat(100_000)}${line},praise\n`;
    const source = memorySource('rows.csv', iconv.encode(content, 'win1251'), [1 << 16, 1000, 7]);
    expect(await detectEncoding(source)).toMatchObject({ encoding: 'windows-1251', guessed: false });
  });

  it('is told by JSON on a single line, cut anywhere in two', async () => {
    const texts = Array.from({ length: 400 }, (_, i) => ({
      text: `${rows.ja?.[i % 12]?.[0]}`.repeat(9),
      label: 'x',
    }));
    const source = memorySource('rows.json', iconv.encode(JSON.stringify(texts), 'shift_jis'), [777, 5, 1 << 14]);
    expect(await detectEncoding(source)).toMatchObject({ encoding: 'shift_jis', guessed: false });
  });

  it.each([
    ['ru', 'win1251'],
    ['ru', 'koi8-r'],
    ['ja', 'shift_jis'],
    ['zh-Hans', 'gb18030'],
    ['de', 'win1252'],
  ])(
    'is refused where some of its lines are UTF-8, with the line that is not: %s in %s',
    async (language, encoding) => {
      const lines = rows[language]?.map(([text]) => `${text?.repeat(3)},praise\n`).join('') ?? '';
      const header = Buffer.from(`text,label\n${lines}`);
      const source = memorySource('rows.csv', Buffer.concat([header, iconv.encode(lines.repeat(9), encoding)]));
      const line = 1 + header.toString().split('\n').length - 1;
      expect(await problemOf(openText(source))).toMatchObject({ code: 'dataset-undecodable', encoding: 'utf-8', line });
    },
  );

  it.each([
    ['text,label\nПривет мир,bug\n', 'win1251', 'windows-1251'],
    ['text,label\n打印机,bug\n', 'gb18030', 'gb18030'],
  ])('is refused where too little of it tells: %j', async (content, written, likeliest) => {
    const problem = await problemOf(openText(memorySource('rows.csv', iconv.encode(content, written))));
    expect(problem).toMatchObject({ code: 'dataset-encoding-unsure', file: 'rows.csv', offset: 11 });
    expect(problem).toMatchObject({ candidates: expect.arrayContaining([likeliest]) });
    const text = await openText(memorySource('rows.csv', iconv.encode(content, written)), {
      given: textEncoding.parse(likeliest),
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of text.stream()) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString('utf8')).toBe(content);
  });
});

describe('an encoding that is named', () => {
  it.each([
    ['zh-Hans.gb18030.csv', 'utf-8', 11, 2],
    ['ru.windows-1251.csv', 'utf-32le', 0, 1],
  ] as const)('does not fit %s: %s', async (file, encoding, offset, line) => {
    const problem = await problemOf(read(file, { encoding }));
    expect(problem).toMatchObject({ code: 'dataset-undecodable', encoding, offset, line });
  });

  it('names the line and the byte of the first letter that it lacks, in chunks of any size', async () => {
    const content = Buffer.concat([iconv.encode('text,label\nпривет,x\nещё ', 'win1251'), Buffer.from([0x98, 0x0a])]);
    for (const sizes of [[1], [3], [1 << 16]]) {
      const text = await openText(memorySource('rows.csv', content, sizes), { given: 'windows-1251' });
      const problem = await problemOf(
        (async () => {
          for await (const _ of text.stream());
        })(),
      );
      expect(problem).toMatchObject({ code: 'dataset-undecodable', offset: content.length - 2, line: 3 });
    }
  });

  it('must not contradict a byte order mark', async () => {
    const source = memorySource('rows.csv', Buffer.from('\ufefftext,label\n'));
    const facts = { encoding: 'windows-1251', found: 'utf-8' };
    expect(await problemOf(openText(source, { given: 'windows-1251' }))).toMatchObject({
      code: 'dataset-encoding-mismatch',
      ...facts,
    });
    const wide = memorySource('rows.csv', iconv.encode('\ufefftext', 'utf-16be', { addBOM: false }));
    expect(await detectEncoding(wide, { given: 'utf-16le' })).toMatchObject({ encoding: 'utf-16be', bomBytes: 2 });
  });

  it('is none of a format that has its own', async () => {
    const parquet = await openDataset('kinds.parquet', `${folder}..`);
    const problem = await problemOf(openTable(parquet, { encoding: 'windows-1251' }));
    expect(problem).toMatchObject({ code: 'dataset-encoding-not-text', format: 'parquet' });
  });
});

describe('names of encodings', () => {
  // The names of Python's codecs: docs.python.org, "Standard Encodings".
  it.each([
    ['cp1251', 'windows-1251'],
    ['Windows-1251', 'windows-1251'],
    ['latin-1', 'iso-8859-1'],
    ['latin_1', 'iso-8859-1'],
    ['ISO8859-15', 'iso-8859-15'],
    ['gbk', 'gb18030'],
    ['cp936', 'gb18030'],
    ['SJIS', 'shift_jis'],
    ['cp932', 'shift_jis'],
    ['euc_jp', 'euc-jp'],
    ['cp949', 'euc-kr'],
    ['utf_8_sig', 'utf-8'],
    ['UTF-16', 'utf-16le'],
    ['mac_roman', 'macintosh'],
    ['cp866', 'ibm866'],
  ])('%s is %s', (name, encoding) => expect(textEncodingNamed(name)).toBe(encoding));

  it('are known only as what they are', () => {
    expect(textEncodingNamed('cp1259')).toBeNull();
    expect(textEncodingNamed('')).toBeNull();
  });
});
