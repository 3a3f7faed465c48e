import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readExamples } from '../../../src/dataset/examples/read-examples.ts';
import { inspectDataset } from '../../../src/dataset/inspection/inspect-dataset.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { ProblemError } from '../../../src/protocol/problem.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { memorySource, problemOf } from '../memory-source.ts';

const fixtures = new URL('../fixtures/', import.meta.url).pathname;
const golden = new URL('../../golden/dataset-files/', import.meta.url).pathname;
const rows = Array.from(
  { length: 3000 },
  (_, i) => `"text ${i}, ${(i * 7919) % 3001} é",${i % 3 === 0 ? 'no' : 'yes'}`,
);
const csv = Buffer.from(`text,label\n${rows.join('\n')}\n`);

let temporary = '';
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'packed '));
});
afterAll(() => rm(temporary, { recursive: true }));
// Files are unpacked into a folder of these tests, so that none left behind is overlooked.
beforeEach(() => vi.stubEnv('TMPDIR', temporary));
afterEach(() => vi.unstubAllEnvs());

const left = () => readdirSync(temporary).filter((name) => name.startsWith('esm-rank-'));
const columns = { textColumns: ['text'], labelColumn: 'label' };

describe('a packed text', () => {
  it.each([
    ['gzip', 'rows.csv.gz', gzipSync(csv)],
    [
      'gzip in two members',
      'rows.csv.gz',
      Buffer.concat([gzipSync(csv.subarray(0, 5000)), gzipSync(csv.subarray(5000))]),
    ],
    ['Zstandard', 'rows.csv.zst', zstdCompressSync(csv)],
    ['gzip that the name does not tell', 'rows.csv', gzipSync(csv)],
  ])('is sampled as the text itself: %s', async (_, name, packed) => {
    const plain = await readExamples({ source: memorySource('rows.csv', csv) });
    const examples = await readExamples({ source: memorySource(name, packed, [700, 3]) });
    expect(examples).toEqual(plain);
    expect((await inspectDataset({ source: memorySource(name, packed) })).source).toBe(name);
  });

  it('has the format that its inner name tells', async () => {
    const tsv = gzipSync('text\tlabel\na, b, c\tyes\nd\tno\n');
    expect((await inspectDataset({ source: memorySource('a.TSV.GZ', tsv) })).format).toBe('tsv');
    const jsonl = gzipSync('{"text": "a", "label": 1}\n{"text": "b", "label": 0}\n');
    expect((await inspectDataset({ source: memorySource('a.jsonl.gz', jsonl) })).format).toBe('jsonl');
  });

  it('tells progress in bytes of the packed file', async () => {
    const packed = gzipSync(csv);
    const told: Progress[] = [];
    await readExamples({
      source: memorySource('rows.csv.gz', packed, [500]),
      ...columns,
      onProgress: (progress) => told.push(progress),
    });
    expect(told.length).toBeGreaterThan(10);
    expect(told.at(-1)).toMatchObject({ done: packed.length, total: packed.length });
  });

  it('is not unpacked further once the run is cancelled', async () => {
    const abort = new AbortController();
    const source = memorySource('rows.csv.gz', gzipSync(csv), [500]);
    const read = readExamples({ source, ...columns, signal: abort.signal, onProgress: () => abort.abort() });
    expect((await problemOf(read)).code).toBe('run-cancelled');
  });
});

describe('a packed Parquet or Arrow file', () => {
  it.each([
    ['kinds.parquet', gzipSync],
    ['kinds.arrow', gzipSync],
    ['views-zstd.arrows', gzipSync],
    ['kinds.parquet', zstdCompressSync],
  ])('is inspected as the file itself, and leaves nothing behind: %s', async (file, pack) => {
    const bytes = readFileSync(fixtures + file);
    const plain = await inspectDataset({ source: memorySource('x', bytes) });
    const path = join(temporary, `${file}.gz`);
    await writeFile(path, pack(bytes));
    expect(await inspectDataset({ source: await openFile(basename(path), temporary) })).toEqual({
      ...plain,
      source: `${file}.gz`,
    });
    expect(left()).toEqual([]);
  });

  it('leaves nothing behind when it fails or is cancelled', async () => {
    const packed = gzipSync(readFileSync(`${fixtures}large.arrow`));
    const source = (bytes: Uint8Array) => memorySource('large.arrow.gz', bytes, [300]);
    expect(await problemOf(inspectDataset({ source: source(packed.subarray(0, packed.length - 20)) }))).toEqual({
      area: 'dataset',
      code: 'dataset-truncated-archive',
      file: 'large.arrow.gz',
      packing: 'gzip',
    });
    const abort = new AbortController();
    const onProgress = ({ done }: Progress) => done > 0 && abort.abort();
    const cancelled = inspectDataset({ source: source(packed), signal: abort.signal, onProgress });
    expect((await problemOf(cancelled)).code).toBe('run-cancelled');
    expect(left()).toEqual([]);
  });
});

describe('an archive that is damaged', () => {
  it.each([
    ['rows.csv.gz', gzipSync(csv), 'gzip'],
    ['rows.csv.zst', zstdCompressSync(csv), 'zstd'],
  ])('is named: %s', async (file, packed, packing) => {
    const cut = memorySource(file, packed.subarray(0, packed.length - 9));
    expect(await problemOf(readExamples({ source: cut, ...columns }))).toEqual({
      area: 'dataset',
      code: 'dataset-truncated-archive',
      file,
      packing,
    });
    const noise = Buffer.concat([packed.subarray(0, 40), randomBytes(packed.length - 40)]);
    const problem = await problemOf(readExamples({ source: memorySource(file, noise), ...columns }));
    expect(problem).toMatchObject({ code: 'dataset-damaged-archive', file, packing });
  });

  it('is not unpacked twice', async () => {
    const twice = memorySource('rows.csv.gz.gz', gzipSync(gzipSync(csv)));
    expect(await problemOf(inspectDataset({ source: twice }))).toMatchObject({
      code: 'dataset-unsupported-format',
      found: 'gzip',
    });
  });

  it('gives rows or a problem, whatever is in it', async () => {
    const file = readFileSync(`${golden}${readdirSync(golden).find((name) => name.endsWith('.csv'))}`);
    const inner = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(Uint8Array.from(file)));
    const start = fc.constantFrom('', 'PAR1', 'ARROW1\0\0', '\xff\xff\xff\xff', '[', '{', 'a,b\n');
    const flip = fc.option(fc.tuple(fc.nat(), fc.nat(255)));
    const name = fc.constantFrom('a.csv', 'a.jsonl', 'a.parquet', 'a.arrow', 'a');
    await fc.assert(
      fc.asyncProperty(name, start, inner, flip, fc.boolean(), async (format, head, body, damage, zstd) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), body]);
        const packed = Uint8Array.from(zstd ? zstdCompressSync(bytes) : gzipSync(bytes));
        if (damage) packed[damage[0] % packed.length] = damage[1];
        const result = await inspectDataset({ source: memorySource(`${format}.gz`, packed) }).catch((error) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(ProblemError);
        else expect(result.rows.count).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
    expect(left()).toEqual([]);
  }, 30_000);
});
