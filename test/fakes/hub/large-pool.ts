import { type FakeRepository, makeRepository } from './repository.ts';

/** The largest pool of maps that there is has about as many. */
export const largePoolMaps = 1512;

/** A base model of 768 dimensions whose maps nobody fetches unasked. It has no tokenizer: a run that may download ends there. */
export const largePoolModel = 'google-bert/bert-base-multilingual-uncased';

const config = {
  model_type: 'bert',
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  vocab_size: 105879,
  max_position_embeddings: 512,
  type_vocab_size: 2,
};
const card = `---\nbase_model: ${largePoolModel}\ntags:\n- embedding_space_map\n---\n`;

/** The model with all its maps; the files of weights hold nothing. */
export function largePool(): FakeRepository[] {
  const files = { 'config.json': JSON.stringify(config), 'model.safetensors': 'never fetched here' };
  const ofMap = { 'README.md': card, 'config.json': '{}', 'model.safetensors': 'x' };
  return [
    makeRepository('model', largePoolModel, files),
    ...Array.from({ length: largePoolMaps }, (_, index) => makeRepository('model', `o/ESM_${index}`, ofMap)),
  ];
}
