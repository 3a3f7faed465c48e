import { expect, it } from 'vitest';
import { typedDatasetId } from '../../../src/extension/hub-datasets/typed-dataset-id.ts';

it.each([
  ['imdb', 'imdb'],
  ['  stanfordnlp/imdb ', 'stanfordnlp/imdb'],
  ['hf:stanfordnlp/imdb', 'stanfordnlp/imdb'],
  ['https://huggingface.co/datasets/stanfordnlp/imdb', 'stanfordnlp/imdb'],
  ['https://huggingface.co/datasets/stanfordnlp/imdb/viewer/plain_text/train?p=2', 'stanfordnlp/imdb'],
  ['https://huggingface.co/datasets/imdb#top', 'imdb'],
])('%j names %s', (text, id) => {
  expect(typedDatasetId(text)).toBe(id);
});

it.each(['', 'movie reviews', 'a/b/c', '../x', 'https://huggingface.co/stanfordnlp/imdb', 'hf:'])(
  '%j names none',
  (text) => {
    expect(typedDatasetId(text)).toBeNull();
  },
);
