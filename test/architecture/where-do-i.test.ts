import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Rows of the table: what a person wants, and the files that it names. */
function changes(): { change: string; files: string[] }[] {
  const page = readFileSync(resolve(root, 'ARCHITECTURE.md'), 'utf8');
  const [, section = ''] = page.split('## Where do I…?');
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:---|change)/.test(line));
  return rows.map((row) => {
    const [change = '', files = ''] = row.slice(2, -2).split(' | ');
    const named = [...files.matchAll(/`([\w/.<>-]+\.\w+)`/g)].map(([, name = '']) => name);
    return { change, files: named };
  });
}

/** Of a name with a part to fill in (`<format>`), the folder before it. */
function exists(file: string): boolean {
  const path = file.replace(/[^/]*<.*$/, '');
  return [path, `src/${path}`].some((place) => existsSync(resolve(root, place)));
}

describe('the table of everyday changes in ARCHITECTURE.md', () => {
  it('has ten', () => {
    expect(changes()).toHaveLength(10);
  });

  it.each(changes())('names files that there are: $change', ({ files }) => {
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !exists(file))).toEqual([]);
  });
});
