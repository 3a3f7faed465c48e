import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../src/esm/make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'itr-make-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('making a folder', () => {
  it('makes those above it, and takes what is there', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await Promise.all([makeFolder(path), makeFolder(path)]);
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('ends where a file is in the way', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(makeFolder(join(folder, 'file', 'a'))).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it.runIf(process.platform === 'linux')('ends where the system makes none', async () => {
    await expect(makeFolder('/proc/none/a')).rejects.toThrow(/ENOENT/);
  });
});
