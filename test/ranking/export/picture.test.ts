import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { expect, test } from 'vitest';
import { standalonePicture } from '../../../src/ranking/export/picture.ts';
import { drawPlots } from '../../../src/ranking/plots/draw-plots.ts';
import { exportPlots } from '../../../src/ranking/plots/plots.ts';
import { rankingLabel } from '../../../src/ranking/sentences/provenance.ts';
import { makeDocument } from '../../renderer/documents/make-document.ts';
import { clearlyHelps, hostile } from '../../renderer/documents/recorded.ts';

const colour = () => '#123456';

async function picturesOf(document: ReturnType<typeof clearlyHelps>): Promise<string[]> {
  const drawn = await drawPlots(
    exportPlots(document),
    (spec) => new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter }),
  );
  return drawn.map((plot) => standalonePicture(plot, colour, rankingLabel(document)));
}

/** The texts of a picture in their order. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
}

test('each picture has a title, what was ranked with which model, and colours of its own', async () => {
  for (const svg of await picturesOf(clearlyHelps())) {
    const texts = textsOf(svg).join(' ');
    expect(texts).toMatch(/^(Scores of all tasks|First tasks|Evidence per class)/);
    expect(texts).toContain('tickets.csv, google-bert/bert-base-multilingual-uncased, 1,000 rows');
    expect(svg).not.toContain('var(');
    expect(svg).toMatch(/^<svg [^>]*width="\d+" height="\d+" viewBox/);
  }
});

test('each axis of scores has three ticks or more, the heat map names its rows and its colours, the dots have a legend', async () => {
  const [scores, dots, heat] = await picturesOf(clearlyHelps());
  for (const svg of [scores, dots]) {
    expect(textsOf(svg ?? '').filter((text) => /^−?\d\.\d+$/.test(text)).length).toBeGreaterThanOrEqual(3);
    expect(textsOf(svg ?? '')).toContain('likely to help');
  }
  const texts = textsOf(heat ?? '');
  expect(texts).toContain('★ nyu-mll/glue (mnli)');
  expect(texts).toContain('log evidence per example, minus the baseline’s');
});

test('sixty classes: twenty of them, and the title says so', async () => {
  const document = makeDocument({ tasks: 33, classes: Array.from({ length: 60 }, (_, index) => `intent ${index}`) });
  const [, , heat] = await picturesOf(document);
  expect(textsOf(heat ?? '').filter((text) => text.startsWith('intent ')).length).toBe(20);
  expect(textsOf(heat ?? '').join(' ')).toContain('the 20 of 60 classes in which tasks differ most');
});

test('hostile names are text of the picture', async () => {
  for (const svg of await picturesOf(hostile())) {
    const tags = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag ?? ''));
    const known = ['svg', 'g', 'path', 'line', 'text', 'rect', 'defs', 'clipPath'];
    expect([...tags].filter((tag) => !known.includes(tag))).toEqual([]);
    const attributes = [...svg.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
    expect(attributes.filter((tag) => /\son\w+=|href=/.test(tag))).toEqual([]);
  }
});
