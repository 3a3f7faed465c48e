import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { readTexts } from '../../../src/dataset/examples/read-texts.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { problemOf } from '../../hub/hub-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'itr-texts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function source(name: string, content: string) {
  writeFileSync(join(folder, name), content);
  return openFile(join(folder, name));
}

const twoTexts = Array.from({ length: 40 }, (_, i) => `some words here ${i},other words there ${i}\n`).join('');

describe('texts without labels', () => {
  it('are those rows that have one, in order, several columns joined', async () => {
    const rows = 'a,b\none,1st\n,\nNA,only b\n  ,\n"two, too",NA\n';
    const given = { source: await source('rows.csv', rows), textColumns: ['a', 'b'], examples: 100 };
    const { texts, rowsRead, seed } = await readTexts(given);
    expect(texts).toEqual(['one [SEP] 1st', ' [SEP] only b', 'two, too [SEP] ']);
    expect([rowsRead, seed]).toEqual([5, null]);
  });

  it('are sampled as labelled ones are', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `this is text number ${i},${i % 3}`);
    const file = await source('many.csv', `text,label\n${rows.join('\n')}\n`);
    for (const seed of [undefined, '7', null]) {
      const labelled = await readExamples({
        source: file,
        textColumns: ['text'],
        labelColumn: 'label',
        examples: 50,
        seed,
      });
      const { texts, seed: used } = await readTexts({ source: file, textColumns: ['text'], examples: 50, seed });
      expect([texts, used]).toEqual([labelled.texts, labelled.seed]);
    }
  });

  it('are found in the one column that holds text', async () => {
    const file = await source(
      'one.jsonl',
      '{"id": 1, "body": "some words here"}\n{"id": 2, "body": "and some more"}\n',
    );
    expect(await readTexts({ source: file, examples: 9 })).toMatchObject({
      textColumns: ['body'],
      texts: ['some words here', 'and some more'],
    });
  });

  it.each([
    ['no such column', 'a.csv', 'text\nx y\n', ['txt'], { code: 'dataset-no-such-column', nearest: 'text' }],
    ['nor one further down', 'b.jsonl', '{"text": "x"}\n', ['txt'], { code: 'dataset-no-such-column' }],
    ['no rows', 'c.csv', 'text\n', ['text'], { code: 'dataset-no-rows' }],
    ['no texts', 'd.jsonl', '{"text": null}\n{"text": " "}\n', ['text'], { code: 'dataset-no-usable-rows', rows: 2 }],
    ['lists', 'e.jsonl', '{"text": [1]}\n{"text": [2, 3]}\n', ['text'], { code: 'dataset-no-usable-rows' }],
    [
      'several that it may be',
      'f.csv',
      `a,b\n${twoTexts}`,
      undefined,
      { code: 'dataset-columns-unsure', role: 'text' },
    ],
  ])('that are not there are told: %s', async (_, name, content, textColumns, expected) => {
    const file = await source(name, content);
    expect(await problemOf(readTexts({ source: file, textColumns, examples: 9 }))).toMatchObject(expected);
  });
});
