import { describe, expect, it } from 'vitest';
import { datasetAddress, datasetIdIn, modelPageId } from '../../src/protocol/hub-address.ts';
import { ProblemError } from '../../src/protocol/problem.ts';

const endpoint = 'https://mirror.test:8080/hub';

function codeOf(act: () => unknown): string {
  try {
    return JSON.stringify(act());
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

describe('the address of a dataset', () => {
  it.each([
    ['hf:a/b', { id: 'a/b' }],
    ['hf:squad', { id: 'squad' }],
    ['hf://datasets/a/b', { id: 'a/b' }],
    ['hf://datasets/a/b/', { id: 'a/b' }],
    ['hf://datasets/a/b@main', { id: 'a/b' }],
    ['https://huggingface.co/datasets/a/b', { id: 'a/b' }],
    ['https://huggingface.co/datasets/a/b/', { id: 'a/b' }],
    ['http://hf.co/datasets/a/b?library=datasets#top', { id: 'a/b' }],
    ['https://huggingface.co/datasets/squad', { id: 'squad' }],
    ['https://huggingface.co/datasets/squad/viewer/plain_text', { id: 'squad', config: 'plain_text' }],
    ['https://huggingface.co/datasets/a/b/tree/main', { id: 'a/b' }],
    ['https://huggingface.co/datasets/a/b/discussions/3', { id: 'a/b' }],
    ['https://huggingface.co/datasets/a/b/viewer', { id: 'a/b' }],
    ['https://huggingface.co/datasets/a/b/viewer/en%20x/test?p=2&row=7', { id: 'a/b', config: 'en x', split: 'test' }],
    ['https://mirror.test:8080/hub/datasets/a/b/viewer/en', { id: 'a/b', config: 'en' }],
  ])('%s', (address, found) => {
    expect(datasetAddress(address, endpoint)).toEqual(found);
  });

  it.each([
    ['https://www.kaggle.com/datasets/a/b', 'dataset-foreign-address'],
    ['https://mirror.test/hub/datasets/a/b', 'dataset-foreign-address'],
    ['https://example.test/rows.csv', 'dataset-foreign-address'],
    ['https://huggingface.co/a/b', 'dataset-foreign-address'],
    ['https://huggingface.co/datasets', 'dataset-foreign-address'],
    ['https://', 'dataset-foreign-address'],
    ['hf://a/b', 'dataset-foreign-address'],
    ['https://huggingface.co/datasets/a/b/blob/main/train.csv', 'dataset-address-part'],
    ['https://huggingface.co/datasets/a/b/resolve/main/train.csv', 'dataset-address-part'],
    ['https://huggingface.co/datasets/a/b/tree/main/data', 'dataset-address-part'],
    ['https://huggingface.co/datasets/a/b/tree/v2', 'dataset-address-part'],
    ['hf://datasets/a/b/train.csv', 'dataset-address-part'],
    ['hf://datasets/a/b@v2', 'dataset-address-part'],
  ])('is not %s', (address, code) => {
    expect(codeOf(() => datasetAddress(address, endpoint))).toBe(code);
    expect(datasetIdIn(address, endpoint)).toBeNull();
  });

  it.each(['rows.csv', './hf', 'C:\\rows.csv', 'http.csv', 'hf/rows.csv'])('is not a path: %s', (path) => {
    expect(datasetAddress(path, endpoint)).toBeNull();
  });
});

describe('the page of a model', () => {
  it.each([
    ['https://huggingface.co/a/b', 'a/b'],
    ['https://huggingface.co/a/b/tree/main?x=1', 'a/b'],
    ['https://huggingface.co/bert-base-uncased', 'bert-base-uncased'],
    ['https://mirror.test:8080/hub/a/b', 'a/b'],
  ])('%s', (page, id) => expect(modelPageId(page, endpoint)).toBe(id));

  it.each([
    'https://huggingface.co/datasets/a/b',
    'https://huggingface.co/spaces/a/b',
    'https://huggingface.co/a/b/resolve/main/model.safetensors',
    'https://huggingface.co/a/b/tree/v2',
    'https://huggingface.co',
    'https://example.test/a/b',
  ])('is not %s', (page) => expect(codeOf(() => modelPageId(page, endpoint))).toBe('hub-bad-repository-id'));

  it('is no id', () => expect(modelPageId('a/b', endpoint)).toBeNull());
});
