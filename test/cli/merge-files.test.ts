import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readParts } from '../../src/cli/commands/merge-files.ts';
import { problemOf } from '../hub/hub-fixture.ts';
import { oneTask } from '../renderer/documents/recorded.ts';

const long = `${'a'.repeat(200)}.json`;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-parts-'));
  for (const name of ['part-1.json', 'part-10.json', 'part-1.json.bak', 'abab.json', 'a+b.json', long])
    writeFileSync(join(folder, name), JSON.stringify(oneTask()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a name with *', () => {
  it.each([
    ['part-*.json', ['part-1.json', 'part-10.json']],
    ['part-1*', ['part-1.json', 'part-1.json.bak', 'part-10.json']],
    ['*b*.json', ['a+b.json', 'abab.json']],
    ['ab*ab.json', ['abab.json']],
    ['a+*.json', ['a+b.json']],
    [`${'a*'.repeat(100)}.json`, [long]],
  ])('%s stands for %j', async (pattern, names) => {
    const parts = await readParts([join(folder, pattern)]);
    expect(parts.map(({ file }) => basename(file))).toEqual(names);
  });

  // The same letters may not count twice; and no pattern takes for ever.
  it.each(['aba*bab.json', `${'a*'.repeat(60)}b.json`])(
    '%s stands for nothing, and is named itself',
    async (pattern) => {
      const file = join(folder, pattern);
      expect(await problemOf(readParts([file]))).toMatchObject({ code: 'merge-unreadable-file', file });
    },
  );
});
