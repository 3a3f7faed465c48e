import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { swappedModels } from '../../../src/engine/training/swapped-models.ts';

const folder = mkdtempSync(join(tmpdir(), 'itr-swapped-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A model of which only config.json is there. */
function model(id: string, config: object) {
  const path = join(mkdtempSync(join(folder, 'model-')), 'config.json');
  writeFileSync(path, JSON.stringify(config));
  const files = { id, revision: 'main', has: async () => true, path: async () => path };
  return { id, files };
}

const classifier = { architectures: ['BertForSequenceClassification'], _name_or_path: 'bert-base-uncased' };
const encoder = { architectures: ['BertForMaskedLM'] };
const bert = 'google-bert/bert-base-uncased';

describe('models that were named the wrong way round', () => {
  it('are told by a head for a task that only the base model has', async () => {
    const detail = { base: './tuned', tuned: bert, by: 'head', found: 'BertForSequenceClassification' };
    const found = await swappedModels(model('./tuned', classifier), model(bert, encoder));
    expect(found).toEqual({ code: 'training-models-swapped', detail });
  });

  it('are told by the base model that was loaded from the tuned one', async () => {
    const loaded = { architectures: ['BertModel'], _name_or_path: 'bert-base-uncased' };
    const detail = { base: './tuned', tuned: bert, by: 'name', found: 'bert-base-uncased' };
    const found = await swappedModels(model('./tuned', loaded), model(bert, encoder));
    expect(found).toEqual({ code: 'training-models-swapped', detail });
  });

  it.each([
    ['the right way round', model(bert, encoder), model('./tuned', classifier)],
    ['both with a head, as one that was tuned further', model('a/mnli', classifier), model('./tuned', classifier)],
    ['one twice', model('./same', classifier), model('./same', classifier)],
    ['without a word of either', model('a/b', {}), model('./t', {})],
    ['another model of that name', model('./t', { _name_or_path: 'other/bert-base-uncased' }), model(bert, encoder)],
    ['with fields of another kind', model('./t', { _name_or_path: 7, architectures: 'x' }), model(bert, {})],
  ])('are not those %s', async (_, base, tuned) => {
    expect(await swappedModels(base, tuned)).toBeNull();
  });
});
