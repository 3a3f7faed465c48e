import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readEncoderConfig } from '../../../src/language-model/repository/encoder-config.ts';
import type { RepositoryFiles } from '../../../src/language-model/repository/repository-files.ts';
import { openTokenizer } from '../../../src/language-model/tokenizer/open-tokenizer.ts';
import { findTokenizer } from '../../../src/language-model/tokenizer/tokenizer-files.ts';
import { alteredJson, alteredModel } from '../altered-models.ts';
import { expectedIds, folderFiles, golden, modelFiles, texts } from '../golden-models.ts';

async function idsOf(files: RepositoryFiles, all: readonly string[] = texts): Promise<number[][]> {
  const tokenizer = await openTokenizer(await findTokenizer(files, await readEncoderConfig(files)));
  return all.map((text) => tokenizer.encode(text, 128));
}

describe('a tokenizer of a vocabulary alone', () => {
  it.each([
    ['bert-uncased', {}],
    ['bert-cased-masked-lm-head-gamma-beta', {}],
    ['distilbert', {}],
    ['electra-projected', {}],
    // Without settings it is taken for an uncased one, as transformers does.
    ['bert-uncased', { 'tokenizer_config.json': null, 'special_tokens_map.json': null }],
  ])('%s is that of its tokenizer.json %o', async (model, without) => {
    const files = folderFiles(alteredModel(model, { 'tokenizer.json': null, ...without }));
    expect(await idsOf(files)).toEqual(expectedIds(model));
  });

  it('may be of vocab.json and merges.txt', async () => {
    const files = folderFiles(alteredModel('roberta', { 'tokenizer.json': null, ...bpeFiles('roberta') }));
    expect(await idsOf(files)).toEqual(expectedIds('roberta'));
  });

  it('may have the line ends of Windows', async () => {
    const model = 'bert-vocab-txt-only';
    const vocabulary = readFileSync(join(golden, 'models', model, 'vocab.txt'), 'utf8').replaceAll('\n', '\r\n');
    expect(await idsOf(folderFiles(alteredModel(model, { 'vocab.txt': vocabulary })))).toEqual(expectedIds(model));
  });
});

describe('the settings of tokenizer_config.json', () => {
  const settings = (keys: Record<string, unknown>, model = 'bert-uncased') => {
    const config = alteredJson(model, 'tokenizer_config.json', keys);
    return folderFiles(alteredModel(model, { 'tokenizer_config.json': config }));
  };
  const shouted = ['HELLO', 'Ångström', '中文'];

  it('win over a normalizer of BERT', async () => {
    const cased = await idsOf(settings({ do_lower_case: false }), shouted);
    expect(cased).not.toEqual(await idsOf(modelFiles('bert-uncased'), shouted));
    const chinese = await idsOf(settings({ tokenize_chinese_chars: false }), ['中文']);
    expect(chinese).toEqual([[2, 1, 3]]);
  });

  it('say nothing where they are left out', async () => {
    const model = 'bert-cased-masked-lm-head-gamma-beta';
    expect(await idsOf(settings({ do_lower_case: undefined }, model))).toEqual(expectedIds(model));
  });

  it('do not touch a tokenizer of another class', async () => {
    const other = settings({ do_lower_case: false, tokenizer_class: 'PreTrainedTokenizerFast' });
    expect(await idsOf(other)).toEqual(expectedIds('bert-uncased'));
  });

  it('may put a space before the first word of a RoBERTa', async () => {
    const spaced = await idsOf(settings({ add_prefix_space: true }, 'roberta'), ['word']);
    expect(spaced).toEqual(await idsOf(modelFiles('roberta'), [' word']));
  });
});

/** The files that RoBERTa's tokenizer was kept in before tokenizer.json. */
function bpeFiles(model: string): Record<string, string> {
  const merge = z.union([z.string(), z.tuple([z.string(), z.string()]).transform((pair) => pair.join(' '))]);
  const json = z.object({ model: z.object({ vocab: z.record(z.string(), z.number()), merges: z.array(merge) }) });
  const content: unknown = JSON.parse(readFileSync(join(golden, 'models', model, 'tokenizer.json'), 'utf8'));
  const { vocab, merges } = json.parse(content).model;
  return { 'vocab.json': JSON.stringify(vocab), 'merges.txt': ['#version: 0.2', ...merges, ''].join('\n') };
}
