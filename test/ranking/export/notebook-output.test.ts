import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { expect, test } from 'vitest';
import { toJson } from '../../../src/ranking/export/json.ts';
import { toNotebookOutput } from '../../../src/ranking/export/notebook-output.ts';
import { savedPictures } from '../../../src/ranking/export/saved-pictures.ts';
import { type CreateView, drawPlots } from '../../../src/ranking/plots/draw-plots.ts';
import { readDocument } from '../../../src/ranking/read-document.ts';
import { makeDocument } from '../../renderer/documents/make-document.ts';
import { hostile, manyTasks, recordedDocuments } from '../../renderer/documents/recorded.ts';

const createView: CreateView = (spec) =>
  new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter });

test('an output holds the document and three fallbacks', () => {
  expect(Object.keys(toNotebookOutput(manyTasks()))).toEqual([
    'application/vnd.intermediate-task-ranking.v1+json',
    'text/html',
    'text/markdown',
    'text/plain',
  ]);
});

test('the fallbacks stay small beside 1,500 tasks', () => {
  const output = toNotebookOutput(manyTasks());
  for (const mime of ['text/html', 'text/markdown', 'text/plain']) {
    expect(output[mime]?.length).toBeLessThan(60_000);
    expect(output[mime]).toMatch(/Baseline: no intermediate task/);
  }
});

test('the plots stand beside the table as pictures, small, also of 1,500 tasks and 60 classes', async () => {
  const classes = Array.from({ length: 60 }, (_, index) => `intent ${index}`);
  for (const document of [manyTasks(), makeDocument({ tasks: 1500, classes })]) {
    const pictures = await savedPictures(document, (plots) => drawPlots(plots, createView));
    const html = toNotebookOutput(document, { pictures })['text/html'] ?? '';
    expect(html.length).toBeLessThan(300_000);
    const images = [...html.matchAll(/<img alt="([^"]+)" src="data:image\/svg\+xml;base64,([^"]+)">/g)];
    expect(images.map(([, alt]) => alt?.slice(0, 11))).toEqual(['Scores of a', 'First tasks', 'Evidence pe']);
    // GitHub and JupyterLab take drawings and style elements out of what they do not trust.
    expect(html).not.toMatch(/<(svg|style|script)/);
    for (const [, , base64 = ''] of images) {
      const svg = Buffer.from(base64, 'base64').toString('utf8');
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/s);
      expect(svg).not.toMatch(/var\(/);
    }
  }
});

test('numbers stand to the right and texts to the left without a style of the page', () => {
  const html = toNotebookOutput(manyTasks())['text/html'] ?? '';
  const cells = [...html.matchAll(/<t[dh] ([^>]*)>([^<]*)</g)].map(([, attributes = '', text = '']) => ({
    attributes,
    text,
  }));
  const numbers = cells.filter(({ text }) => /^[+−±]?[\d,.]+$/.test(text));
  expect(numbers.length).toBeGreaterThan(150);
  expect(numbers.filter(({ attributes }) => !attributes.includes('align="right" style="text-align:right'))).toEqual([]);
  const texts = cells.filter(({ text }) => /^[a-z]{2,}/.test(text) && text !== 'vs baseline');
  expect(texts.filter(({ attributes }) => !attributes.includes('align="left" style="text-align:left'))).toEqual([]);
});

test('a field named __proto__ changes no prototype', () => {
  const read = readDocument(JSON.parse(toJson(hostile())));
  if (read.kind !== 'document') throw new Error(read.kind);
  expect(read.document.skipped.map(({ detail }) => Object.getPrototypeOf(detail))).toEqual(
    hostile().skipped.map(() => Object.prototype),
  );
});

const { hostile: _, ...others } = recordedDocuments;

test.each(Object.entries(others))('%s survives JSON', (_, make) => {
  const document = make();
  expect(readDocument(JSON.parse(toJson(document)))).toEqual({ kind: 'document', document });
});
