import { expect, test } from 'vitest';
import { modelNodes } from '../../../src/extension/esm-view/esm-node.ts';
import { filteredNodes, matchesFilter } from '../../../src/extension/esm-view/filter-maps.ts';

const map = (id: string, language: string | null, subset: string | null = null) => {
  const repo = `maps/ESM_${id.replace('/', '__')}`;
  return { repo, bytes: 1, ready: true, task: { id, subset, language, examples: 500 } };
};

test('a map passes with every word, wherever it stands; a language only as a whole', () => {
  const glue = map('nyu-mll/glue', 'en', 'CoLA');
  const passes = (filter: string) => matchesFilter(glue, 'google-bert/bert-base', filter);
  expect(['', '  ', 'glue', 'GLUE cola', 'cola glue', 'en', 'bert en', 'nyu'].map(passes)).not.toContain(false);
  expect(['imdb', 'glue imdb', 'de'].map(passes)).not.toContain(true);
  expect(matchesFilter(map('a/b', 'en, de'), 'm', 'de')).toBe(true);
  expect(matchesFilter({ repo: 'maps/ESM_x', task: null }, 'm', 'esm_x')).toBe(true);
});

test('base models without such a map go, those with one show only that', () => {
  const onDisk = [map('stanfordnlp/imdb', 'en'), map('nyu-mll/glue', 'en')];
  const nodes = modelNodes([
    { model: 'a/bert', esms: 9, cached: true, onDisk },
    { model: 'a/roberta', esms: 3, cached: false, onDisk: [] },
  ]);
  expect(filteredNodes(nodes, ' ')).toEqual(nodes);
  expect(filteredNodes(nodes, 'imdb')).toEqual([{ ...nodes[0], shown: [onDisk[0]] }]);
  expect(filteredNodes(nodes, 'nothing')).toEqual([]);
});

test('maps that were made here are found by their task and base model', () => {
  const made = { kind: 'made-here', maps: [madeMap('tickets'), madeMap('stars')] } as const;
  expect(filteredNodes([{ ...made, maps: [...made.maps] }], 'stars bert')).toEqual([{ ...made, maps: [made.maps[1]] }]);
});

function madeMap(task: string) {
  return { kind: 'map' as const, folder: `/maps/${task}`, base: 'a/bert', task, subset: null, r2: null, rows: null };
}
