import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Tokenizer as RustTokenizer } from 'tokenizers';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TextTokenizer } from '../../../src/language-model/tokenizer/text-tokenizer.ts';
import { type TokenizerJson, tokenizerJson } from '../../../src/language-model/tokenizer/tokenizer-json.ts';
import { golden } from '../golden-models.ts';

// Added tokens of every kind, in the Rust library and here.

const maxLength = 128;

function tokenizerOf(model: string, changed: object = {}): TokenizerJson {
  const content: unknown = JSON.parse(readFileSync(join(golden, 'models', model, 'tokenizer.json'), 'utf8'));
  return { ...tokenizerJson.parse(content), ...changed };
}

const metaspace = (scheme: string) => ({ type: 'Metaspace', replacement: '▁', prepend_scheme: scheme, split: true });

const tokenizers: Record<string, TokenizerJson> = {
  'BERT, uncased': tokenizerOf('bert-uncased'),
  'BERT, cased': tokenizerOf('bert-cased-masked-lm-head-gamma-beta'),
  'BERT, uncased with accents': tokenizerOf('bert-uncased', {
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: false,
      lowercase: true,
    },
  }),
  RoBERTa: tokenizerOf('roberta'),
  'RoBERTa that lowercases': tokenizerOf('roberta', { normalizer: { type: 'Lowercase' } }),
  MPNet: tokenizerOf('sentence-transformers-mpnet-mean'),
  'Unigram (XLM-RoBERTa)': tokenizerOf('xlm-roberta'),
  'Unigram (CamemBERT)': tokenizerOf('camembert'),
  'Unigram that marks the first word only': tokenizerOf('xlm-roberta', { pre_tokenizer: metaspace('first') }),
  'Unigram that marks no word': tokenizerOf('xlm-roberta', { pre_tokenizer: metaspace('never') }),
};

const words = [
  'screen',
  'screens',
  'Screen',
  'SCREEN',
  'touch',
  'été',
  'É',
  'ñandú',
  'straße',
  'Σίσυφος',
  '日本',
  'い',
  'हिन्दी',
  'x1',
  'ﬁ',
];
const marks = [
  '<mask>',
  '[MASK]',
  '[UNK]',
  '</s>',
  '-',
  '--',
  '_',
  "'s",
  '.',
  '…',
  '’',
  '½',
  '²',
  '\u0301',
  '\u200d',
  '\u200b',
  '😀',
  '▁',
];
const spaces = [' ', '  ', '\t', '\n', '\r\n', '\u00a0', '\u2003', '\u3000', '\u0085', '\u2028', '\ufeff', '\u0000'];
const overlapping = ['a', 'ab', 'aba', 'abab', 'b', ' a', 'a ', 'ba b'];

/** A token of which a normalizer may leave nothing makes the Rust library stop, or find it between all characters. */
const isSeen = (mark: string) => !/^[\p{M}\p{Cf}]$/u.test(mark);

const flag = fc.boolean();
const addedToken = fc.record({
  content: fc.oneof(
    fc.constantFrom(...words, ...overlapping, ...marks.filter(isSeen)),
    fc.tuple(fc.constantFrom(...words), fc.constantFrom(...marks, ...words)).map((parts) => parts.join('')),
  ),
  special: flag,
  normalized: flag,
  single_word: flag,
  lstrip: flag,
  rstrip: flag,
});
const addedTokens = fc.uniqueArray(addedToken, { selector: ({ content }) => content, minLength: 1, maxLength: 8 });
const textOf = (tokens: readonly { content: string }[]) =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...tokens.map(({ content }) => content)) },
        { weight: 1, arbitrary: fc.constantFrom(...words, ...overlapping) },
        { weight: 2, arbitrary: fc.constantFrom(...marks, ...spaces) },
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map((parts) => parts.join(''));

async function rustIds(json: TokenizerJson, all: readonly string[]): Promise<number[][]> {
  const rust = RustTokenizer.fromString(JSON.stringify(json));
  rust.setTruncation(maxLength);
  const encodings = await rust.encodeBatch([...all]);
  return encodings.map((encoding) => [...encoding.getIds()]);
}

function withAdded(json: TokenizerJson, added: readonly { content: string }[]): TokenizerJson {
  const kept = json.added_tokens.filter(({ content }) => added.every((token) => token.content !== content));
  return { ...json, added_tokens: [...kept, ...added.map((token, i) => ({ ...token, id: 1_000 + i }))] };
}

describe.each(Object.entries(tokenizers))('%s', (_, json) => {
  it('has the ids of the Rust library, whatever tokens were added and how', async () => {
    const problems = addedTokens.chain((added) =>
      fc.tuple(fc.constant(added), fc.array(textOf(added), { minLength: 20, maxLength: 20 })),
    );
    await fc.assert(
      fc.asyncProperty(problems, async ([added, texts]) => {
        const extended = withAdded(json, added);
        const ours = new TextTokenizer(extended);
        expect(texts.map((text) => ours.encode(text, maxLength))).toEqual(await rustIds(extended, texts));
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});

describe('a token of a single word', () => {
  const folder = join(import.meta.dirname, 'single-word');
  const expected = z
    .array(z.object({ text: z.string(), ids: z.array(z.number()) }))
    .parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
  const ours = new TextTokenizer(tokenizerJson.parse(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8'))));

  it.each(expected)('is not found within one: $text', ({ text, ids }) => {
    expect(ours.encode(text, maxLength)).toEqual(ids);
  });
});
