import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { expect, test } from 'vitest';
import { compilePlots } from '../../../scripts/compile-plots.ts';
import type { RankingDocument } from '../../../src/ranking/document.ts';
import classEvidence from '../../../src/ranking/plots/compiled/class-evidence.json' with { type: 'json' };
import distribution from '../../../src/ranking/plots/compiled/distribution.json' with { type: 'json' };
import topTasks from '../../../src/ranking/plots/compiled/top-tasks.json' with { type: 'json' };
import { type CreateView, drawPlots } from '../../../src/ranking/plots/draw-plots.ts';
import { exportPlots } from '../../../src/ranking/plots/plots.ts';
import { hostile, manyTasks, noTasks, recordedDocuments, regression } from '../../renderer/documents/recorded.ts';
import { besideRidge, rankedBy } from '../../renderer/documents/with-estimators.ts';

const createView: CreateView = (spec) =>
  new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter });

test('the compiled plots are up to date (node scripts/compile-plots.ts)', () => {
  const compiled = { distribution, 'top-tasks': topTasks, 'class-evidence': classEvidence };
  expect(compiled).toEqual(JSON.parse(JSON.stringify(compilePlots())));
});

test.each(Object.entries(recordedDocuments))('the plots of %s are drawn without a screen', async (_, make) => {
  for (const { svg, title, description } of await drawPlots(exportPlots(make()), createView)) {
    expect(svg).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    expect(svg).not.toMatch(/NaN|undefined|PLOT-FONT/);
    expect(`${title} ${description}`).not.toMatch(/NaN|undefined|\{\d\}/);
  }
});

test('each plot has what it says', async () => {
  const [scores, top, classes] = await drawPlots(exportPlots(manyTasks()), createView);
  expect(scores?.svg).toContain('>baseline</text>');
  expect(scores?.svg).toContain('var(--better)');
  expect(scores?.svg).toContain('var(--worse)');
  expect(top?.svg.match(/<text[^>]*>[\w…-]+\/\w/g)?.length).toBe(20);
  expect(classes?.svg.match(/var\(--heat-/g)?.length).toBe(80 + 9);
  expect(classes?.svg).toContain('>feature request</text>');
});

test('the axis names what ranked', async () => {
  const axes = async (document: RankingDocument) =>
    (await drawPlots(exportPlots(document), createView)).map(({ svg }) => /Score \([^)]*\)/.exec(svg)?.[0]);
  expect(await axes(manyTasks())).toEqual(['Score (LogME)', 'Score (LogME)', undefined]);
  expect(await axes(besideRidge(manyTasks()))).toEqual(['Score (LogME)', 'Score (LogME)', undefined]);
  expect(await axes(rankedBy('ridge'))).toEqual(['Score (ridge R²)', 'Score (ridge R²)']);
  expect(await axes(rankedBy('hscore'))).toEqual(['Score (H-score)', 'Score (H-score)']);
});

test('there is a plot only where there is something to see', () => {
  expect(exportPlots(noTasks())).toEqual([]);
  expect(exportPlots(regression()).map(({ id }) => id)).toEqual(['distribution', 'top-tasks']);
});

test('hostile names are text of the picture', async () => {
  for (const { svg } of await drawPlots(exportPlots(hostile()), createView)) {
    const tags = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag));
    expect(
      [...tags].filter((tag) => !['svg', 'g', 'path', 'line', 'text', 'rect', 'defs', 'clipPath'].includes(tag ?? '')),
    ).toEqual([]);
    const attributes = [...svg.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
    expect(attributes.filter((tag) => /\son\w+=|href=/.test(tag))).toEqual([]);
  }
});
