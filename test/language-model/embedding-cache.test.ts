import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clearEmbeddingCache,
  embeddingCacheKey,
  embeddingCacheSize,
  listCachedEmbeddings,
  readCachedEmbeddings,
  writeCachedEmbeddings,
} from '../../src/language-model/embedding-cache.ts';
import { temporaryFolder } from './altered-models.ts';

const model = { id: 'owner/model', revision: 'abc', pooling: 'mean', maxLength: 128 } as const;
const texts = ['one', 'two', 'three'];
const key = embeddingCacheKey({ texts, ...model });
const embeddings = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
const sample = { ...model, n: 3, d: 4, key, embeddings };

/** A folder with the sample in it, and the path of its file. */
async function written(): Promise<{ folder: string; path: string }> {
  const folder = join(temporaryFolder(), 'new', 'folder');
  await writeCachedEmbeddings({ folder, ...sample });
  return { folder, path: join(folder, readdirSync(folder)[0] ?? '') };
}

describe('embeddingCacheKey', () => {
  it.each([
    ['another text', { texts: ['one', 'two', 'four'] }],
    ['another order', { texts: ['two', 'one', 'three'] }],
    ['texts that spell the same together', { texts: ['onet', 'wo', 'three'] }],
    ['fewer texts', { texts: ['one', 'two'] }],
    ['another model', { id: 'owner/other' }],
    ['another revision', { revision: 'abd' }],
    ['another pooling', { pooling: 'first' as const }],
    ['another length', { maxLength: 64 }],
  ])('differs for %s', (_, changed) => {
    expect(embeddingCacheKey({ texts, ...model, ...changed })).not.toBe(key);
  });

  it('is the same for the same, and can be a file name anywhere', () => {
    expect(embeddingCacheKey({ ...model, texts: [...texts] })).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the embedding cache', () => {
  it('gives back what was written', async () => {
    const { folder } = await written();
    const { key: _, ...expected } = sample;
    expect(await readCachedEmbeddings({ folder, key })).toEqual(expected);
  });

  it('gives back any numbers, whatever view of a buffer they were', async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.float32Array({ minLength: 1, maxLength: 40 }), fc.nat(3), async (values, offset) => {
        const view = new Float32Array(values.length + offset).subarray(offset);
        view.set(values);
        await writeCachedEmbeddings({ folder, ...sample, n: 1, d: values.length, embeddings: view });
        expect((await readCachedEmbeddings({ folder, key }))?.embeddings).toEqual(values);
      }),
      { numRuns: 30 },
    );
  });

  it('has nothing where nothing was written', async () => {
    const folder = temporaryFolder();
    expect(await readCachedEmbeddings({ folder, key })).toBeNull();
    expect(await readCachedEmbeddings({ folder: join(folder, 'no-such-folder'), key })).toBeNull();
    expect(await embeddingCacheSize({ folder: join(folder, 'no-such-folder') })).toEqual({ files: 0, bytes: 0 });
  });

  it('leaves no temporary file behind', async () => {
    const { folder } = await written();
    expect(readdirSync(folder)).toEqual([`${key}.embeddings`]);
  });

  it('refuses numbers that are not n × d', async () => {
    const folder = temporaryFolder();
    await expect(writeCachedEmbeddings({ folder, ...sample, d: 5 })).rejects.toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes no file in which any one byte has changed', async () => {
    const { folder, path } = await written();
    const bytes = readFileSync(path);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      const read = await readCachedEmbeddings({ folder, key });
      // A byte of the header may change what it says of the model, never the numbers.
      expect(read?.embeddings ?? embeddings).toEqual(embeddings);
      if (at >= bytes.length - embeddings.byteLength) expect(read).toBeNull();
    }
  });

  it('takes no file that is cut off anywhere, and replaces it', async () => {
    const { folder, path } = await written();
    for (const length of [0, 7, 16, 100, statSync(path).size - 1]) {
      truncateSync(path, length);
      expect(await readCachedEmbeddings({ folder, key })).toBeNull();
      await writeCachedEmbeddings({ folder, ...sample });
      expect((await readCachedEmbeddings({ folder, key }))?.embeddings).toEqual(embeddings);
    }
  });

  it('takes no file under the name of another', async () => {
    const { folder, path } = await written();
    const other = embeddingCacheKey({ ...model, texts: ['other'] });
    writeFileSync(join(folder, `${other}.embeddings`), readFileSync(path));
    expect(await readCachedEmbeddings({ folder, key: other })).toBeNull();
  });

  it('says what it holds, without damaged and foreign files', async () => {
    const { folder, path } = await written();
    writeFileSync(join(folder, 'damaged.embeddings'), 'ITREMBED');
    writeFileSync(join(folder, 'foreign.txt'), 'mine');
    const { key: _, embeddings: __, ...facts } = sample;
    expect(await listCachedEmbeddings({ folder })).toEqual([
      { ...facts, path, bytes: statSync(path).size, created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) },
    ]);
    expect(await embeddingCacheSize({ folder })).toEqual({ files: 2, bytes: statSync(path).size + 8 });
  });

  it('is emptied of all that is its own', async () => {
    const { folder } = await written();
    writeFileSync(join(folder, `${key}.1-2.embeddings.tmp`), 'half');
    writeFileSync(join(folder, 'foreign.txt'), 'mine');
    mkdirSync(join(folder, 'folder'));
    await clearEmbeddingCache({ folder });
    expect(readdirSync(folder).toSorted()).toEqual(['folder', 'foreign.txt']);
  });
});
