import { describe, expect, it } from 'vitest';
import { readEncoderConfig } from '../../src/language-model/repository/encoder-config.ts';
import { openTokenizer } from '../../src/language-model/tokenizer/open-tokenizer.ts';
import { findTokenizer } from '../../src/language-model/tokenizer/tokenizer-files.ts';
import { expectedIds, modelFiles, models, texts } from './golden-models.ts';

describe('token ids of the golden models', () => {
  it.each(models)('$model', async ({ model }) => {
    const files = modelFiles(model);
    const tokenizer = await openTokenizer(await findTokenizer(files, await readEncoderConfig(files)));
    expect(texts.map((text) => tokenizer.encode(text, 128))).toEqual(expectedIds(model));
  });
});
