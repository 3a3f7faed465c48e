import { normal } from '../../test/logme/random-problem.ts';
import { type NamedTensor, safetensorsFile } from './safetensors-file.ts';
import { words } from './texts.ts';

/** Shapes of bert-base-uncased (Devlin et al., 2019). */
export const bertBase = { vocabulary: 30_522, positions: 512, hidden: 768, intermediate: 3072, layers: 12, heads: 12 };

/** The files of a repository with a BERT of random weights in the shapes of bert-base, by name. */
export function baseModelFiles(): Record<string, Buffer> {
  const json = (value: object) => Buffer.from(JSON.stringify(value));
  const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...words];
  while (vocabulary.length < bertBase.vocabulary) vocabulary.push(`[unused${vocabulary.length}]`);
  return {
    'config.json': json(config()),
    'model.safetensors': safetensorsFile(weights()),
    'tokenizer.json': json(tokenizer(vocabulary)),
    'tokenizer_config.json': json({ tokenizer_class: 'BertTokenizerFast', do_lower_case: true, model_max_length: 512 }),
    'vocab.txt': Buffer.from(`${vocabulary.join('\n')}\n`),
  };
}

function config(): object {
  const { vocabulary, positions, hidden, intermediate, layers, heads } = bertBase;
  return {
    architectures: ['BertModel'],
    model_type: 'bert',
    vocab_size: vocabulary,
    max_position_embeddings: positions,
    hidden_size: hidden,
    intermediate_size: intermediate,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    hidden_act: 'gelu',
    layer_norm_eps: 1e-12,
    type_vocab_size: 2,
    pad_token_id: 0,
  };
}

function tokenizer(vocabulary: readonly string[]): object {
  const special = (id: number) => ({ SpecialToken: { id: vocabulary[id] ?? '', type_id: 0 } });
  const added = [0, 1, 2, 3, 4].map((id) => ({
    id,
    content: vocabulary[id] ?? '',
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special(2), { Sequence: { id: 'A', type_id: 0 } }, special(3)],
      pair: [
        special(2),
        { Sequence: { id: 'A', type_id: 0 } },
        special(3),
        { Sequence: { id: 'B', type_id: 1 } },
        special(3),
      ],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
    },
  };
}

function weights(): NamedTensor[] {
  const { vocabulary, positions, hidden, intermediate, layers } = bertBase;
  const random = randomNumbers();
  const linear = (name: string, to: number, from: number): NamedTensor[] => [
    { name: `${name}.weight`, shape: [to, from], values: random(to * from) },
    { name: `${name}.bias`, shape: [to], values: random(to) },
  ];
  const norm = (name: string): NamedTensor[] => [
    { name: `${name}.weight`, shape: [hidden], values: new Float32Array(hidden).fill(1) },
    { name: `${name}.bias`, shape: [hidden], values: new Float32Array(hidden) },
  ];
  const table = (name: string, rows: number): NamedTensor => ({
    name: `embeddings.${name}.weight`,
    shape: [rows, hidden],
    values: random(rows * hidden),
  });
  const layer = (name: string): NamedTensor[] => [
    ...['query', 'key', 'value'].flatMap((part) => linear(`${name}.attention.self.${part}`, hidden, hidden)),
    ...linear(`${name}.attention.output.dense`, hidden, hidden),
    ...norm(`${name}.attention.output.LayerNorm`),
    ...linear(`${name}.intermediate.dense`, intermediate, hidden),
    ...linear(`${name}.output.dense`, hidden, intermediate),
    ...norm(`${name}.output.LayerNorm`),
  ];
  return [
    table('word_embeddings', vocabulary),
    table('position_embeddings', positions),
    table('token_type_embeddings', 2),
    ...norm('embeddings.LayerNorm'),
    ...Array.from({ length: layers }, (_, index) => layer(`encoder.layer.${index}`)).flat(),
    ...linear('pooler.dense', hidden, hidden),
  ];
}

/** A tape of normal numbers (deviation 0.04), read on from where the last tensor ended: its length is prime, so rows do not repeat. */
function randomNumbers(): (count: number) => Float32Array {
  const next = normal(7);
  const tape = Float32Array.from({ length: 1_000_003 }, () => 0.04 * next());
  let at = 0;
  return (count) => {
    const values = new Float32Array(count);
    for (let written = 0; written < count; ) {
      const part = tape.subarray(at, at + count - written);
      values.set(part, written);
      written += part.length;
      at = (at + part.length) % tape.length;
    }
    return values;
  };
}
