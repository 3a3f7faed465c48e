import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Problem, ProblemError } from '../../src/protocol/problem.ts';
import type { Pooling } from '../../src/protocol/rank-request.ts';
import { alteredJson, alteredModel, safetensorsFile, tensorsOf, type WritableTensor } from './altered-models.ts';
import { folderFiles, golden, withModel } from './golden-models.ts';

const signal = new AbortController().signal;
const bert = 'bert-uncased';
const mpnet = 'sentence-transformers-mpnet-mean';

/** The problem that a model gives when a text is embedded; its id is `broken/model`. */
async function problemOf(folder: string, pooling?: Pooling): Promise<Problem> {
  const files = folderFiles(folder, 'broken/model');
  try {
    const options = pooling === undefined ? {} : { pooling };
    await withModel(files, options, (model) => model.embed({ texts: ['a text'], signal }));
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('nothing is wrong');
}

const withConfig = (keys: Record<string, unknown>, model = bert) =>
  alteredModel(model, { 'config.json': alteredJson(model, 'config.json', keys) });

const withTensors = (change: (tensors: Map<string, WritableTensor>) => void) => {
  const tensors = tensorsOf(bert);
  change(tensors);
  return alteredModel(bert, { 'model.safetensors': safetensorsFile(tensors) });
};

const weightsOf = (model: string) => readFileSync(join(golden, 'models', model, 'model.safetensors'));
const query = 'encoder.layer.1.attention.self.query.weight';

describe('config.json', () => {
  it('missing', async () => {
    expect(await problemOf(alteredModel(bert, { 'config.json': null }))).toEqual({
      area: 'language-model',
      code: 'model-no-config',
      model: 'broken/model',
    });
  });

  it('a folder', async () => {
    const folder = alteredModel(bert, { 'config.json': null, 'config.json/file': '' });
    expect(await problemOf(folder)).toMatchObject({ code: 'model-bad-config', file: 'config.json', field: '' });
  });

  it.each([
    ['not JSON', '{"model_type": "bert"', ''],
    ['an error page', '<html>404</html>', ''],
    ['without a type', '{"hidden_size": 48}', 'model_type'],
    ['with a text for a number', alteredJson(bert, 'config.json', { hidden_size: '48' }), 'hidden_size'],
    ['without a size', alteredJson(bert, 'config.json', { intermediate_size: undefined }), 'intermediate_size'],
    ['with no layers', alteredJson(bert, 'config.json', { num_hidden_layers: 0 }), 'num_hidden_layers'],
  ])('%s', async (_, content, field) => {
    const problem = await problemOf(alteredModel(bert, { 'config.json': content }));
    expect(problem).toMatchObject({ code: 'model-bad-config', file: 'config.json', field });
  });

  it.each(['gpt2', 'deberta-v2', 'albert', 'BERT'])('of the type %s', async (modelType) => {
    const problem = await problemOf(withConfig({ model_type: modelType }));
    expect(problem).toMatchObject({ code: 'model-unsupported-type', modelType });
  });

  it.each([
    ['hidden_act', 'gelu_10', bert],
    ['position_embedding_type', 'relative_key', bert],
    ['is_decoder', true, bert],
    ['num_attention_heads', 5, bert],
    ['relative_attention_num_buckets', 64, mpnet],
    ['activation', 'mish', 'distilbert'],
    ['n_heads', 7, 'distilbert'],
  ])('with %s = %s', async (setting, value, model) => {
    const problem = await problemOf(withConfig({ [setting]: value }, model));
    expect(problem).toMatchObject({ code: 'model-unsupported-setting', setting, value: String(value) });
  });
});

describe('pooling', () => {
  it('by a pooler without weights', async () => {
    const folder = alteredModel('bert-cased-masked-lm-head-gamma-beta', {});
    expect(await problemOf(folder)).toMatchObject({ code: 'model-no-pooler' });
  });

  it.each(['distilbert', 'electra-projected'])('by the pooler of %s, which has none', async (model) => {
    expect(await problemOf(alteredModel(model, {}), 'pooler_output')).toMatchObject({ code: 'model-no-pooler' });
  });

  it.each([
    [{ pooling_mode_max_tokens: true }, 'mean_tokens + max_tokens'],
    [{ pooling_mode_mean_tokens: false, pooling_mode_lasttoken: true }, 'lasttoken'],
    [{ pooling_mode_mean_tokens: false }, 'nothing'],
    [{ pooling_mode: 'weightedmean' }, 'weightedmean'],
  ])('of a sentence-transformers repository: %o', async (keys, pooling) => {
    const config = alteredJson(mpnet, '1_Pooling/config.json', keys);
    const folder = alteredModel(mpnet, { '1_Pooling/config.json': config });
    expect(await problemOf(folder)).toMatchObject({ code: 'model-unsupported-pooling', pooling });
  });
});

describe('weights', () => {
  it('missing', async () => {
    const problem = await problemOf(alteredModel(bert, { 'model.safetensors': null }));
    expect(problem).toMatchObject({ code: 'model-no-weights', file: 'model.safetensors' });
  });

  it('that are a folder', async () => {
    const folder = alteredModel(bert, { 'model.safetensors': null, 'model.safetensors/file': '' });
    const problem = await problemOf(folder);
    expect(problem).toMatchObject({ code: 'model-damaged-weights', file: 'model.safetensors', reason: 'unreadable' });
  });

  it('whose link leads nowhere', async () => {
    const folder = alteredModel(bert, { 'model.safetensors': null });
    const files = folderFiles(folder, 'broken/model');
    const path = async (name: string, limitBytes: number) =>
      name === 'model.safetensors' ? join(folder, name) : files.path(name, limitBytes);
    const embedding = withModel({ ...files, path }, {}, (model) => model.embed({ texts: ['a text'], signal }));
    await expect(embedding).rejects.toMatchObject({ problem: { code: 'model-damaged-weights', reason: 'unreadable' } });
  });

  it('with a missing shard', async () => {
    const file = 'model-00002-of-00002.safetensors';
    const problem = await problemOf(alteredModel('bert-float16-sharded', { [file]: null }));
    expect(problem).toMatchObject({ code: 'model-no-weights', file });
  });

  it('with a table of shards that leaves the repository', async () => {
    const index = JSON.stringify({ weight_map: { 'embeddings.word_embeddings.weight': '../../secret.safetensors' } });
    const problem = await problemOf(alteredModel('bert-float16-sharded', { 'model.safetensors.index.json': index }));
    expect(problem).toMatchObject({ code: 'model-bad-config', file: 'model.safetensors.index.json' });
  });

  it.each([
    ['empty', Buffer.alloc(0), 'truncated'],
    ['an error page', Buffer.from('<html>404 not found</html>'), 'header-length'],
    ['cut off in the header', weightsOf(bert).subarray(0, 500), 'truncated'],
    ['cut off in the data', weightsOf(bert).subarray(0, -100), 'truncated'],
  ])('%s', async (_, content, reason) => {
    const problem = await problemOf(alteredModel(bert, { 'model.safetensors': content }));
    expect(problem).toMatchObject({ code: 'model-damaged-weights', file: 'model.safetensors', reason });
  });

  it('with a tensor whose bytes are not those of its shape', async () => {
    const folder = withTensors((tensors) => {
      tensors.set(query, { dtype: 'F32', shape: [48, 48], bytes: new Uint8Array(48 * 47 * 4) });
    });
    expect(await problemOf(folder)).toMatchObject({ code: 'model-damaged-weights', reason: 'offsets' });
  });

  it('without a tensor', async () => {
    const problem = await problemOf(withTensors((tensors) => tensors.delete(query)));
    expect(problem).toMatchObject({ code: 'model-missing-tensor', tensor: query });
  });

  it('of another model', async () => {
    const problem = await problemOf(alteredModel(bert, { 'model.safetensors': weightsOf('distilbert') }));
    expect(problem).toMatchObject({ code: 'model-missing-tensor' });
  });

  it('of another size than the configuration says', async () => {
    expect(await problemOf(withConfig({ intermediate_size: 192 }))).toMatchObject({
      code: 'model-tensor-shape',
      tensor: 'encoder.layer.0.intermediate.dense.weight',
      expected: [192, 48],
      found: [96, 48],
    });
  });

  it('in eight bits', async () => {
    const folder = withTensors((tensors) => {
      tensors.set(query, { dtype: 'I8', shape: [48, 48], bytes: new Uint8Array(48 * 48) });
    });
    expect(await problemOf(folder)).toMatchObject({ code: 'model-tensor-type', tensor: query, dtype: 'I8' });
  });

  it('that are not numbers', async () => {
    const folder = withTensors((tensors) => {
      const bytes = new Uint8Array(new Float32Array(48 * 48).fill(Number.NaN).buffer);
      tensors.set(query, { dtype: 'F32', shape: [48, 48], bytes });
    });
    expect(await problemOf(folder)).toMatchObject({ code: 'model-not-finite' });
  });
});

describe('tokenizer', () => {
  it('missing', async () => {
    const problem = await problemOf(alteredModel(bert, { 'tokenizer.json': null, 'vocab.txt': null }));
    expect(problem).toMatchObject({ code: 'model-no-tokenizer', missing: 'vocab.txt' });
  });

  it('that only SentencePiece can read', async () => {
    const problem = await problemOf(alteredModel('xlm-roberta', { 'tokenizer.json': null }));
    expect(problem).toMatchObject({ code: 'model-unsupported-tokenizer', tokenizerClass: 'XLMRobertaTokenizer' });
  });

  it('whose vocab.txt is of another kind', async () => {
    const config = alteredJson(bert, 'tokenizer_config.json', { tokenizer_class: 'BertJapaneseTokenizer' });
    const problem = await problemOf(alteredModel(bert, { 'tokenizer.json': null, 'tokenizer_config.json': config }));
    expect(problem).toMatchObject({ code: 'model-unsupported-tokenizer', tokenizerClass: 'BertJapaneseTokenizer' });
  });

  it.each([
    ['not JSON', '{"model": '],
    ['without a model', '{}'],
    ['with a model of no kind', '{"model": {"type": "Oracle", "vocab": {}}}'],
    ['with a model of whole words', '{"model": {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}}'],
    ['with a step of no kind', alteredJson(bert, 'tokenizer.json', { normalizer: { type: 'Translate' } })],
    ['with half a character map', alteredJson('xlm-roberta', 'tokenizer.json', { normalizer: halfMap() })],
  ])('%s', async (_, content) => {
    const problem = await problemOf(alteredModel(bert, { 'tokenizer.json': content }));
    expect(problem).toMatchObject({ code: 'model-bad-tokenizer', reason: expect.stringMatching(/\w/) });
  });

  it('of a larger vocabulary than the embedding table', async () => {
    const larger = readFileSync(join(golden, 'models', 'roberta', 'tokenizer.json'), 'utf8').replace(
      /"a": \d+/,
      '"a": 1200',
    );
    const problem = await problemOf(alteredModel(bert, { 'tokenizer.json': larger }));
    expect(problem).toMatchObject({ code: 'model-token-out-of-range', id: 1200, vocabulary: 1200 });
  });
});

function halfMap(): object {
  return { type: 'Precompiled', precompiled_charsmap: Buffer.from([0, 4, 0, 0, 1, 2, 3]).toString('base64') };
}
