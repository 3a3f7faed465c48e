import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readablePath } from '../../src/assistant/readable-path.ts';

let folder: string;
let first: string;
let second: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'itr-readable-')));
  [first, second] = [join(folder, 'first'), join(folder, 'second')];
  for (const each of [first, second, join(folder, 'first-but-not')]) mkdirSync(each);
  writeFileSync(join(second, 'b.csv'), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const outside = { problem: { code: 'run-outside-folders' } };

describe('readablePath', () => {
  it('starts from the first folder that has the name, else from the first', async () => {
    expect(await readablePath('b.csv', [first, second])).toEqual({ folder: second, path: 'b.csv' });
    expect(await readablePath('none.csv', [first, second])).toEqual({ folder: first, path: 'none.csv' });
    expect(await readablePath('.', [first, second])).toEqual({ folder: first, path: '.' });
  });

  it('takes an absolute path below any of them', async () => {
    expect(await readablePath(join(second, 'b.csv'), [first, second])).toEqual({ folder: second, path: 'b.csv' });
    await expect(readablePath(join(second, 'b.csv'), [first])).rejects.toMatchObject(outside);
  });

  it('does not take a neighbour whose name starts the same for what is below', async () => {
    await expect(readablePath(join(folder, 'first-but-not/x'), [first])).rejects.toMatchObject(outside);
  });

  it('takes a folder whose name starts with two dots', async () => {
    mkdirSync(join(first, '..data'));
    expect(await readablePath('..data/x.csv', [first])).toEqual({ folder: first, path: join('..data', 'x.csv') });
  });

  it('follows a folder that is itself a link', async () => {
    symlinkSync(second, join(folder, 'link'));
    expect(await readablePath('b.csv', [join(folder, 'link')])).toEqual({ folder: second, path: 'b.csv' });
  });

  it('refuses a link to nothing, and one that goes round', async () => {
    symlinkSync(join(folder, 'none'), join(first, 'dangling'));
    symlinkSync(join(first, 'round'), join(first, 'round'));
    for (const name of ['dangling', 'dangling/x', 'round', 'round/x']) {
      await expect(readablePath(name, [first])).rejects.toMatchObject(outside);
    }
  });

  it('refuses a folder with a link out however deep it lies, not one with links inside', async () => {
    mkdirSync(join(first, 'deep/deeper'), { recursive: true });
    writeFileSync(join(first, 'a.csv'), '');
    symlinkSync(join(first, 'a.csv'), join(first, 'deep/deeper/inner'));
    expect(await readablePath('deep', [first])).toEqual({ folder: first, path: 'deep' });
    symlinkSync(join(second, 'b.csv'), join(first, 'deep/deeper/outer'));
    await expect(readablePath('deep', [first])).rejects.toMatchObject(outside);
    expect(await readablePath('deep', [first, second])).toEqual({ folder: first, path: 'deep' });
  });

  it('reads nothing where no folder is open, or none of them is there', async () => {
    await expect(readablePath(join(second, 'b.csv'), [])).rejects.toMatchObject(outside);
    await expect(readablePath('b.csv', [join(folder, 'gone')])).rejects.toMatchObject(outside);
  });
});
