import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatCard } from '../../src/esm/card.ts';
import type { EsmConfigFile } from '../../src/esm/config-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hostileText } from '../untrusted-text/hostile-values.ts';

const hostileNames = [
  hostileText,
  '</table><script>alert(1)</script>',
  '[click](javascript:alert(1)) ![x](http://a/b.png)',
  'a | b \\| c',
  '```\n# Heading',
  '---\nlicense: mit\n---',
  '**bold** _it_ ~~s~~ $x$ &lt;b&gt; `c`',
  '# x',
  ': {a: [',
];

const config: EsmConfigFile = {
  base_model_name: 'bert-base-uncased',
  task_id: 'stanfordnlp/imdb',
  task_subset: 'plain_text',
  text_column: ['text', 'title'],
  label_column: 'label',
  task_split: 'train',
  num_examples: 1000,
  seed: 42,
  language: 'en',
  esm_architecture: 'linear',
  esm_embedding_dim: 768,
  esm_solver: 'ridge',
  esm_ridge_lambda: 3.131732238895034,
  esm_mse: 0.06290748001490848,
  esm_mse_identity: 0.18974528584709366,
};

/** Front matter and body. */
function parts(card: string): { data: unknown; body: string } {
  const [, front = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(card) ?? [];
  return { data: parse(front), body };
}

describe('formatCard', () => {
  it('has the front matter that the reference gives its maps', () => {
    const { data } = parts(formatCard(config, { baseModel: 'google-bert/bert-base-uncased' }));
    expect(data).toEqual({
      license: 'apache-2.0',
      language: ['en'],
      base_model: 'google-bert/bert-base-uncased',
      datasets: ['stanfordnlp/imdb'],
      tags: ['embedding_space_map', 'BaseLM:google-bert/bert-base-uncased'],
    });
  });

  it('gives the tags that maps are found by', () => {
    const { tags } = makeRepository('model', 'a/b', { 'README.md': formatCard({ ...config, base_model_name: 'a/b' }) });
    expect(tags).toEqual(expect.arrayContaining(['embedding_space_map', 'base_model:a/b', 'base_model:finetune:a/b']));
  });

  it('fills the error, and says only what is known', () => {
    const { body } = parts(formatCard(config));
    expect(body).toContain('| MSE | 0.06291 |');
    expect(body).toContain('| Text | text + title |');
    expect(body).not.toContain('Fine-tuning of the language model');
    expect(body).not.toMatch(/undefined|null|\[More Information Needed\]/);
  });

  it('leaves out of the front matter what the Hub refuses', () => {
    const local = { ...config, base_model_name: './my-bert', task_id: '/home/me/rows.csv', language: 'English, de' };
    expect(parts(formatCard(local)).data).toEqual({
      license: 'apache-2.0',
      language: ['de'],
      tags: ['embedding_space_map'],
    });
  });

  it('names the texts of several sources with their errors', () => {
    const esm_sources = [
      { source: 'own', rows: 600, weight: 0.5, mse: 0.1, mse_identity: 0.4 },
      { source: 'general', rows: 1500, weight: 0.5, mse: 0.06, mse_identity: 0.2 },
    ];
    expect(parts(formatCard({ ...config, esm_sources })).body).toContain('| general | 1500 | 0.5 | 0.06 | 0.2 |');
  });

  it.each(hostileNames)('lets %j be a name and nothing else', (name) => {
    const { data, body } = parts(formatCard({ ...config, task_id: name, label_column: name, base_model_name: name }));
    expect(data).toMatchObject({ license: 'apache-2.0' });
    const plain = marked.parse(parts(formatCard({ ...config, base_model_name: 'a/b' })).body, { async: false });
    const html = marked.parse(body, { async: false });
    const shape = (text: string) => [...text.matchAll(/<(\w+)/g)].map(([, tag]) => tag).join(' ');
    expect(shape(html)).toBe(shape(plain));
  });
});
