import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeLanguageModel } from '../../src/language-model/describe-language-model.ts';
import type { RepositoryFiles } from '../../src/language-model/repository/repository-files.ts';
import { alteredJson, alteredModel } from './altered-models.ts';
import { folderFiles, golden, modelFiles, models } from './golden-models.ts';

/** A repository that says which of its files were asked for. */
function recording(files: RepositoryFiles): { files: RepositoryFiles; asked: string[] } {
  const asked: string[] = [];
  const path = (name: string, limitBytes: number) => {
    asked.push(name);
    return files.path(name, limitBytes);
  };
  return { asked, files: { ...files, path } };
}

describe('describeLanguageModel', () => {
  it.each(models)('$model: without its weights', async ({ model, pooling }) => {
    const { files, asked } = recording(modelFiles(model));
    const description = await describeLanguageModel({ files });
    expect(description).toMatchObject({ pooling, dimension: 48, maxLength: 128 });
    expect(asked.filter((name) => !name.endsWith('.json'))).toEqual([]);
    const bytes = description.weightFiles.map((name) => statSync(join(golden, 'models', model, name)).size);
    const total = bytes.reduce((sum, size) => sum + size, 0);
    expect(Math.abs(description.weightBytes / total - 1)).toBeLessThan(0.1);
  });

  it('takes the pooling that is asked for', async () => {
    expect((await describeLanguageModel({ files: modelFiles('bert-uncased'), pooling: 'mean' })).pooling).toBe('mean');
  });

  it('pools a BERT by the mean where the name says sentence-transformers, as the reference does', async () => {
    const folder = join(golden, 'models', 'bert-uncased');
    const named = await describeLanguageModel({ files: folderFiles(folder, 'sentence-transformers/some-bert') });
    expect(named.pooling).toBe('mean');
    const other = await describeLanguageModel({ files: folderFiles(folder, 'others/some-bert') });
    expect(other.pooling).toBe('pooler_output');
  });

  it.each([
    [{ pooling_mode_mean_tokens: false, pooling_mode_cls_token: true }, 'first'],
    [{ pooling_mode_mean_tokens: undefined, pooling_mode: 'cls' }, 'first'],
    [{ pooling_mode_mean_tokens: undefined, pooling_mode: 'mean' }, 'mean'],
  ])('follows 1_Pooling/config.json: %o', async (keys, pooling) => {
    const model = 'sentence-transformers-bert-mean';
    const config = alteredJson(model, '1_Pooling/config.json', keys);
    const files = folderFiles(alteredModel(model, { '1_Pooling/config.json': config }));
    expect((await describeLanguageModel({ files })).pooling).toBe(pooling);
  });

  it('cuts texts where a model has fewer positions', async () => {
    const roberta = alteredJson('roberta', 'config.json', { max_position_embeddings: 66 });
    const files = folderFiles(alteredModel('roberta', { 'config.json': roberta }));
    expect((await describeLanguageModel({ files })).maxLength).toBe(64);
  });
});
