import { expect, test } from 'vitest';
import { displayWidth, fitWidth } from '../../../src/ranking/display-width.ts';
import { toTextTable } from '../../../src/ranking/export/text-table.ts';
import {
  hostile,
  manyTasks,
  noTasks,
  recordedDocuments,
  someTasks,
  twoTasks,
} from '../../renderer/documents/recorded.ts';
import { withCertainty } from '../../renderer/documents/with-certainty.ts';

test('a small ranking, as it is printed', () => {
  expect(toTextTable(twoTasks())).toMatchInlineSnapshot(`
    "Rank    Score  vs baseline  Task              Subset      Split  Columns           Examples  Language  Map
       1  -0.5964      +0.0646  stanfordnlp/sst2              train  sentence → label     7,263  en        davidschulte/ESM_stanfordnlp__sst2
       2  -0.6448      +0.0162  stanfordnlp/imdb  plain_text  train  text → label         2,955  en        davidschulte/ESM_stanfordnlp__imdb_plain_text
          -0.6610               ── Baseline: no intermediate task ──
    "
  `);
});

test('differences with their error, marks, stars and a rule below the tasks to try; alike tasks in one line', () => {
  const document = withCertainty(someTasks(), { verdict: 'may-help', standardError: 0.006, shortlist: 2, alike: [1] });
  const lines = toTextTable(document, { top: 3, width: 100 }).trimEnd().split('\n');
  expect(lines).toMatchInlineSnapshot(`
    [
      "Rank    Score       vs baseline  Helps?    Task                       Subset      Examples",
      " * 1  -0.6314  +0.0296 ± 0.0118  ▲ likely  nyu-mll/glue, and 1 alike  mnli          10,000",
      " * 3  -0.6404  +0.0206 ± 0.0118  ▲ likely  fancyzhx/yelp_polarity     plain_text    10,000",
      "                                           ── to try: those with a star ──",
      "   4  -0.6406  +0.0204 ± 0.0118  ▲ likely  nyu-mll/glue               rte           10,000",
      "   …                                       12 more tasks",
      "      -0.6610                              ── Baseline: no intermediate task ──",
      "   …                                       17 more tasks",
    ]
  `);
  expect(lines.join('\n')).not.toContain(document.tasks[1]?.repo);
});

test('decimal points stand in one column, in every line', () => {
  const lines = toTextTable(manyTasks()).trimEnd().split('\n').slice(1);
  const places = new Set(
    lines.map((line) => /-?\d+\.\d/.exec(line)).map((found) => found && found[0].indexOf('.') + found.index),
  );
  expect(places.size).toBe(1);
  expect(lines.length).toBe(1501);
});

test('the first tasks only, and the baseline still, at its place', () => {
  const lines = toTextTable(manyTasks(), { top: 2 }).trimEnd().split('\n');
  expect(lines.length).toBe(6);
  expect(lines[3]).toMatch(/^ *… .*\d+ more tasks$/);
  expect(lines[4]).toMatch(/^ +-0\.6610 +── Baseline: no intermediate task ──$/);
  expect(lines[5]).toMatch(/^ *… .*\d+ more tasks$/);
});

test('top 0 still shows the baseline', () => {
  expect(toTextTable(someTasks(), { top: 0 })).toContain('Baseline');
  expect(toTextTable(noTasks())).toContain('Baseline');
});

test.each([40, 60, 80, 100, 120, 160])('no line is wider than %i columns', (width) => {
  for (const make of Object.values(recordedDocuments)) {
    const lines = toTextTable(make(), { width, top: 20 }).split('\n');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
  }
});

test('a narrow terminal keeps what answers the question', () => {
  const header = toTextTable(someTasks(), { width: 80 }).split('\n')[0];
  expect(header).toMatch(/^Rank +Score +vs baseline +Task +Subset/);
  expect(header).not.toContain('Map');
});

test('nothing but printable characters and line ends leaves', () => {
  const text = toTextTable(hostile());
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
  expect(text.isWellFormed()).toBe(true);
  expect(text.split('\n').length).toBe(hostile().tasks.length + 3);
});

test.each([
  ['abc', 3],
  ['文本', 4],
  ['データ', 6],
  ['세트', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['👩‍👩‍👧', 2],
  ['😀a', 3],
  ['ﾊﾛｰ', 3],
  ['−→…', 3],
  ['a\u200bb', 2],
])('%s takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('cutting counts wide characters and marks the cut', () => {
  expect(fitWidth('文本分類', 5)).toBe('文本…');
  expect(fitWidth('文本分類', 8)).toBe('文本分類');
  expect(fitWidth('abcdef', 4)).toBe('abc…');
});
