import { expect, test } from 'vitest';
import { type EsmNode, modelNodes, nodeOf } from '../../../src/extension/esm-view/esm-node.ts';

const model = (id: string) => ({ model: id, esms: 1, cached: false, onDisk: [] });

test('base models go by their short names, unless two would look the same', () => {
  const nodes = modelNodes(['google-bert/bert', 'a/roberta', 'b/roberta', 'gpt'].map(model));
  expect(nodes.map(({ label }) => label)).toEqual(['bert', 'a/roberta', 'b/roberta', 'gpt']);
  expect(nodes.map((node) => node.model.model)).toEqual(['google-bert/bert', 'a/roberta', 'b/roberta', 'gpt']);
});

test('a command takes only the nodes that the view has made', () => {
  const [node] = modelNodes([model('a')]);
  const known = new Set<EsmNode>(node === undefined ? [] : [node]);
  expect(nodeOf(node, known)).toBe(node);
  expect(nodeOf({ ...node }, known)).toBeNull();
  expect(nodeOf(undefined, known)).toBeNull();
});
