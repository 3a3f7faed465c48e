import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStart } from '../../../src/dataset/sources/byte-source.ts';
import { openFile } from '../../../src/dataset/sources/file-source.ts';
import { problemOf } from '../memory-source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datasets ü '));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random()}.csv`);
  await writeFile(path, content);
  return path;
}

describe('openFile', () => {
  it('gives the bytes of a file whole, in part and again', async () => {
    const content = Uint8Array.from({ length: 700_001 }, (_, i) => (i * 31) % 256);
    const source = await openFile(await fileWith(content));
    expect(source.byteLength).toBe(content.length);
    for (let time = 0; time < 2; time++) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.stream({ start: 5, end: 699_999 })) chunks.push(chunk);
      expect(chunks.length).toBeGreaterThan(1);
      expect(Buffer.concat(chunks).equals(content.slice(5, 699_999))).toBe(true);
    }
    expect(await source.slice(699_998, 800_000)).toEqual(content.slice(699_998));
    expect(await readStart(source, 3)).toEqual(Buffer.from(content.slice(0, 3)));
  });

  it('follows a link', async () => {
    const link = join(folder, 'link.csv');
    await symlink(await fileWith('linked'), link);
    expect(Buffer.from(await (await openFile(link)).slice(0, 6)).toString()).toBe('linked');
  });

  it('says what is not a file', async () => {
    expect(await problemOf(openFile(join(folder, 'none.csv')))).toMatchObject({ code: 'dataset-missing-file' });
    expect(await problemOf(openFile(join(await fileWith('x'), 'inside.csv')))).toMatchObject({
      code: 'dataset-missing-file',
    });
    expect(await problemOf(openFile(folder))).toEqual({ area: 'dataset', code: 'dataset-is-folder', file: folder });
    const loop = join(folder, 'loop.csv');
    await symlink(loop, loop);
    expect(await problemOf(openFile(loop))).toMatchObject({ code: 'dataset-unreadable-file', file: loop });
    expect(await problemOf(openFile('/dev/null'))).toMatchObject({ code: 'dataset-unreadable-file' });
  });

  it('notices that a file was written, or went away, since it was opened', async () => {
    const path = await fileWith('before');
    const source = await openFile(path);
    await writeFile(path, 'afterwards');
    expect(await problemOf(source.slice(0, 3))).toMatchObject({ code: 'dataset-changed-while-reading', file: path });
    await rm(path);
    expect(await problemOf(source.slice(0, 3))).toMatchObject({ code: 'dataset-missing-file' });
  });

  it('ends a stream that is cancelled', async () => {
    const source = await openFile(await fileWith(new Uint8Array(1_000_000)));
    const abort = new AbortController();
    const read = async () => {
      for await (const _ of source.stream({ signal: abort.signal })) abort.abort();
    };
    expect((await problemOf(read())).code).toBe('run-cancelled');
  });
});
