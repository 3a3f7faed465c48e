import { expect, test, vi } from 'vitest';
import { placesOutput } from '../../../src/extension/notebook/places-output.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { plainVoice } from '../../../src/words/voice.ts';

vi.mock('vscode', () => ({
  NotebookCellOutput: class {
    items: string[];
    constructor(items: string[]) {
      this.items = items;
    }
  },
  NotebookCellOutputItem: { text: (text: string) => text },
}));

const folders = { recipe: '/somewhere/data', links: '/somewhere' };
const broken = (file: string, line?: number): Problem => ({
  area: 'dataset',
  code: 'dataset-invalid-json',
  file,
  row: 3,
  reason: 'x',
  ...(line !== undefined && { line }),
});

function linksOf(problems: Problem[], lines: number[] = [], run: number | null = 7): string[] {
  const output = placesOutput(problems, { run: run ?? undefined, lines, folders }, plainVoice);
  return [...String(output?.items[0] ?? '').matchAll(/<a href="([^"]*)">([^<]*)</g)].map(
    ([, href, words]) => `${words} -> ${href}`,
  );
}

test('lines of the recipe are found by the number of the run', () => {
  expect(linksOf([], [3, 5])).toEqual([
    'Go to line 3 -> vscode-notebook-cell:?execution_count=7&amp;line=3',
    'Go to line 5 -> vscode-notebook-cell:?execution_count=7&amp;line=5',
  ]);
  expect(linksOf([], [3], null)).toEqual([]);
});

test('a dataset is found by its path from the notebook, at its line', () => {
  expect(linksOf([broken('rows.jsonl', 12)])).toEqual(['Open rows.jsonl at line 12 -> ./data/rows.jsonl:12']);
  expect(linksOf([broken('../a b#1.json')])).toEqual(['Open ../a b#1.json -> ./a%20b%231.json']);
  expect(linksOf([broken('/elsewhere/x.csv', 2)])).toEqual([
    'Open /elsewhere/x.csv at line 2 -> ./../elsewhere/x.csv:2',
  ]);
});

test('what is no text on this disk has no link', () => {
  expect(linksOf([broken('hf:o/d'), broken('rows.parquet'), broken('rows.csv.gz')])).toEqual([]);
  expect(linksOf([{ area: 'dataset', code: 'dataset-missing-file', file: 'rows.csv' }])).toEqual([]);
  expect(linksOf([{ area: 'run', code: 'run-cancelled' }])).toEqual([]);
});

test('a name cannot break out of its link', () => {
  expect(
    String(placesOutput([broken('"><script>.csv')], { run: 1, lines: [], folders }, plainVoice)?.items[0]),
  ).not.toContain('<script');
});
