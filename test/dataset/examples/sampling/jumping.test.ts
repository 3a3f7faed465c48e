import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../../src/dataset/examples/read-examples.ts';
import { type ByteSource, countBytes } from '../../../../src/dataset/sources/byte-source.ts';
import { openFile } from '../../../../src/dataset/sources/file-source.ts';
import { memorySource } from '../../memory-source.ts';

/** Rows of many lengths, among them ones without text, without label and with a label that regression leaves out. */
function csvOf(rows: number, label: (row: number) => string): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const text = i % 7 === 3 ? '' : `"text ${i}, ""quoted""\n${'x '.repeat((i * i) % 90)}"`;
    return `${i},${text},${label(i)}\r\n`;
  });
  return `id,text,label\r\n${lines.join('')}`;
}

async function sampleOf(source: ByteSource) {
  const columns = { textColumns: ['text'], labelColumn: 'label', seed: '7', examples: 50 };
  const { texts, labels, classes, fingerprint } = await readExamples({ source, ...columns });
  return { texts, labels, classes, fingerprint };
}

describe('jumping to the sampled rows of a file', () => {
  it.each<[string, (row: number) => string]>([
    ['classes', (row) => (row % 11 === 0 ? '' : ['bug', 'praise'][row % 2]) ?? ''],
    ['numbers with rows that are unlabelled', (row) => `${(row % 3) - 1}`],
    ['values, some missing', (row) => (row % 13 === 0 ? '' : `${row / 8 - 1}`)],
  ])('gives the rows that reading all of them gives: %s', async (_, label) => {
    const folder = await mkdtemp(join(tmpdir(), 'itr-jumping-'));
    try {
      const content = csvOf(60_000, label);
      await writeFile(join(folder, 'rows.csv'), content);
      let bytes = 0;
      const file = countBytes(await openFile('rows.csv', folder), (count) => {
        bytes += count;
      });
      expect(await sampleOf(file)).toEqual(await sampleOf(memorySource('rows.csv', content, [1 << 16])));
      // Encoding, quotes and the survey read all of it; the sample only some.
      expect(bytes).toBeLessThan(content.length * 4.2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
