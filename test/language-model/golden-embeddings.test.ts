import { describe, expect, it } from 'vitest';
import { expectedEmbeddings, largestDifference, modelFiles, models, texts, withModel } from './golden-models.ts';

const signal = new AbortController().signal;
const withoutPooler = 'bert-cased-masked-lm-head-gamma-beta';

describe('embeddings of the golden models', () => {
  it.each(models.filter(({ model }) => model !== withoutPooler))('$model', async ({ model, pooling }) => {
    await withModel(modelFiles(model), {}, async (loaded) => {
      expect(loaded.pooling).toBe(pooling);
      const embeddings = await loaded.embed({ texts, signal });
      expect(largestDifference(embeddings, expectedEmbeddings(model))).toBeLessThan(1e-4);
    });
  });

  it('pools a model without pooler weights by its first token when asked to', async () => {
    await withModel(modelFiles(withoutPooler), { pooling: 'first' }, async (loaded) => {
      const embeddings = await loaded.embed({ texts, signal });
      expect(largestDifference(embeddings, expectedEmbeddings(`${withoutPooler}.first-token`))).toBeLessThan(1e-4);
    });
  });
});
