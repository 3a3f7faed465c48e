import { expect, it } from 'vitest';
import { foundDatasetChoice } from '../../../src/extension/hub-datasets/found-dataset-choice.ts';
import type { Voice } from '../../../src/words/voice.ts';

const voice: Voice = {
  say: (template, ...values) => template.replaceAll(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  setting: (name) => name,
};

const plain = { id: 'o/d', downloads: 0, gated: false, private: false, languages: [], size: null };

it('says what helps to tell a dataset from others', () => {
  const languages = ['en', 'de', 'fr', 'it', 'es', 'pl'];
  const found = { ...plain, downloads: 12_345, gated: true, languages, size: '1K<n<10K' };
  expect(foundDatasetChoice(found, voice)).toMatchObject({
    label: 'o/d',
    description:
      '12,345 downloads · en, de, fr, it and 2 more · 1K<n<10K · only after agreeing to its terms on the Hub',
    value: 'o/d',
  });
});

it('leaves out what is not known', () => {
  expect(foundDatasetChoice({ ...plain, downloads: 1, private: true }, voice).description).toBe('1 download · private');
});
