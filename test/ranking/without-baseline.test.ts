import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { expect, test } from 'vitest';
import { baselinePlace, differenceToBaseline, sideOf } from '../../src/ranking/baseline.ts';
import { compareRankings } from '../../src/ranking/compare.ts';
import { toCsv } from '../../src/ranking/export/csv.ts';
import { toHtml } from '../../src/ranking/export/html.ts';
import { toJson } from '../../src/ranking/export/json.ts';
import { toMarkdown } from '../../src/ranking/export/markdown.ts';
import { toTextTable } from '../../src/ranking/export/text-table.ts';
import { drawPlots } from '../../src/ranking/plots/draw-plots.ts';
import { exportPlots } from '../../src/ranking/plots/plots.ts';
import { readDocument } from '../../src/ranking/read-document.ts';
import { answerParts } from '../../src/ranking/sentences/answer.ts';
import { baselineSentence } from '../../src/ranking/sentences/baseline.ts';
import { coverageSentence } from '../../src/ranking/sentences/coverage.ts';
import {
  methodLabel,
  methodSentence,
  methodWarning,
  rankingLabel,
  sampleSentence,
  targetSentence,
} from '../../src/ranking/sentences/provenance.ts';
import { unknownCertainty } from '../../src/ranking/unknown-certainty.ts';
import { leastKnown, manyTasks, someTasks, withoutBaseline } from '../renderer/documents/recorded.ts';

// A ranking of another program, which does not score the base model itself: what is not known is said, never made up.

test('what is left out is read as not known', () => {
  const read = readDocument(leastKnown());
  expect(read).toMatchObject({
    kind: 'document',
    document: {
      partial: false,
      created: null,
      generator: null,
      target: { config: null, rowsRead: null, seed: null, classes: [], dropped: [], fingerprint: null },
      model: { revision: null, pooling: null, dimension: null },
      method: { score: 'logme', regime: null, certainty: null },
      baseline: null,
      coverage: null,
      certainty: null,
      skipped: [],
      timings: null,
      warnings: [],
    },
  });
  expect(withoutBaseline().tasks[0]).toMatchObject({ evidence: [], repo: null, training: {}, ...unknownCertainty });
});

test('a document that has everything is read as it is', () => {
  expect(readDocument(someTasks())).toEqual({ kind: 'document', document: someTasks() });
});

test('no task is above or below, and there is no place for a line', () => {
  const document = withoutBaseline();
  const [first] = document.tasks;
  if (first === undefined) throw new Error('no tasks');
  expect(differenceToBaseline(first, document)).toBeNull();
  expect(sideOf(first, document)).toBe('unknown');
  expect(baselinePlace(document)).toBeNull();
});

test('the answer names the first task without a promise', () => {
  const { headline, rest } = answerParts(withoutBaseline());
  expect(headline).toMatch(/^\S+ .*ranks first, with a score of −0\.\d{4}\.$/);
  expect(rest).toMatch(/The baseline is not known, so this ranking cannot tell whether a task helps at all\.$/);
  expect(`${headline} ${rest}`).not.toMatch(/above|beat|Fine-tune/);
});

test('the sentences say what is known and leave out the rest', () => {
  const document = withoutBaseline();
  expect(baselineSentence(document)).toMatch(/^The baseline, .* is not known/);
  expect(coverageSentence(document)).toBe('33 maps ranked');
  expect(sampleSentence(document)).toBe('1,000 rows');
  expect(targetSentence(document)).toBe('text → label, classification');
  expect(rankingLabel(document)).toBe(
    'stanfordnlp/imdb, google-bert/bert-base-multilingual-uncased, 1,000 rows, LogME, reference numbers',
  );
});

test('without a dimension the reader is told when the order says little; with it, whether it does', () => {
  const document = withoutBaseline();
  expect(methodSentence(document)).toContain('Where it exceeds the 1,000 examples of the sample');
  expect(methodWarning(document)).toBe('');
  const small = { ...document, model: { ...document.model, dimension: 768 } };
  expect(methodLabel(small)).toBe('LogME');
  expect(methodWarning(small)).toBe('');
  const large = { ...document, model: { ...document.model, dimension: 1024 } };
  expect(methodLabel(large)).toBe('LogME, reference numbers, few examples');
  expect(methodSentence(large)).toContain('only 1,000 examples for 1,024 dimensions');
  expect(methodWarning(large)).toContain('this order says little');
});

test('tables have no line and no column of the baseline', () => {
  const document = withoutBaseline();
  for (const text of [toHtml(document), toMarkdown(document, { top: 5 }), toTextTable(document, { top: 5 })]) {
    expect(text).not.toMatch(/vs baseline|no intermediate task<|Baseline: no|NaN|undefined|null/);
  }
  const widths = toMarkdown(document, { top: 5 })
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').length);
  expect(new Set(widths)).toEqual(new Set([9]));
  expect(toTextTable(document, { top: 5 }).trimEnd().split('\n').at(-1)).toMatch(/^ +… {2,}28 more tasks$/);
  const cells = toHtml(document, { top: 5 }).match(/<tr>.*?<\/tr>/g) ?? [];
  expect(cells.length).toBe(7);
  expect(cells.at(-1)).toContain('colspan="8"');
  expect(cells[1]?.match(/<t[hd]/g)?.length).toBe(9);
});

test('the columns of the CSV stay, with nothing in them', () => {
  const [header, first] = toCsv(withoutBaseline()).split('\n');
  const place = header?.split(',').indexOf('difference_to_baseline') ?? -1;
  expect(header?.split(',').slice(place, place + 2)).toEqual(['difference_to_baseline', 'baseline_score']);
  // Columns that others bring come to the end, as empty.
  expect(first).toMatch(/,-0\.\d+,{15,}$/);
});

test('the JSON is the document with what is not known as null', () => {
  expect(JSON.parse(toJson(withoutBaseline()))).toEqual(withoutBaseline());
});

test('plots show the scores alone, in a colour of neither side', async () => {
  const plots = exportPlots(withoutBaseline());
  expect(plots.map(({ id }) => id)).toEqual(['distribution', 'top-tasks']);
  const drawn = await drawPlots(
    plots,
    (spec) => new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter }),
  );
  for (const { svg, title, description } of drawn) {
    expect(svg).toContain('var(--neutral)');
    expect(svg).not.toMatch(/var\(--(better|worse)\)|NaN|>baseline</);
    expect(title).not.toContain('baseline');
    expect(description).toContain('The baseline is not known.');
  }
});

test('two rankings are compared by what the maps were trained on where one names no repository', () => {
  const ours = someTasks();
  const theirs = { ...withoutBaseline(), tasks: withoutBaseline().tasks.toReversed() };
  const same = { ...ours, tasks: ours.tasks.map((task) => ({ ...task, taskSplit: null, labelColumn: null })) };
  expect(compareRankings(same, withoutBaseline())).toMatchObject({ common: 33, tau: 1 });
  expect(compareRankings(same, theirs).tasks[0]).toMatchObject({ first: 1, second: 33 });
  expect(compareRankings(manyTasks(), withoutBaseline()).common).toBeLessThan(33);
});

test('of several maps of the same data the best are set beside each other', () => {
  const { tasks } = withoutBaseline();
  const twins = tasks.slice(0, 3).map((task) => ({ ...task, taskId: 'a/b', taskSubset: null }));
  const { common, tasks: compared } = compareRankings({ tasks: twins }, { tasks: twins });
  expect(common).toBe(3);
  expect(new Set(compared.map(({ key }) => key)).size).toBe(3);
});
