import { expect, test, vi } from 'vitest';
import { stemOf } from '../../../src/extension/notebook/untitled-notebook.ts';

vi.mock('vscode', () => ({}));

test.each([
  ['package-use.csv', 'package-use'],
  ['data/package-use.csv.gz', 'package-use'],
  ['C:\\data\\tickets 2024.tsv', 'tickets-2024'],
  ['/home/me/rows.jsonl', 'rows'],
  ['saved-folder', 'saved-folder'],
  ['v1.2-reviews', 'v1.2-reviews'],
  ['hf:stanfordnlp/imdb', 'stanfordnlp-imdb'],
  ['hf://datasets/glue', 'glue'],
  ['.csv', 'csv'],
  ['', 'dataset'],
  ['a: "b" <c>?.csv', 'a-b-c'],
  ['データ.csv', 'データ'],
])('the notebook about %s is named %s', (subject, stem) => {
  expect(stemOf(subject)).toBe(stem);
});
