import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { Tokenizer as RustTokenizer } from 'tokenizers';
import { describe, expect, it } from 'vitest';
import { TextTokenizer } from '../../../src/language-model/tokenizer/text-tokenizer.ts';
import { type TokenizerJson, tokenizerJson } from '../../../src/language-model/tokenizer/tokenizer-json.ts';
import { golden, texts } from '../golden-models.ts';

// The same tokenizer.json in the Rust library, which the reference uses, and here.

const maxLength = 128;

function tokenizerOf(model: string, changed: object = {}): TokenizerJson {
  const content: unknown = JSON.parse(readFileSync(join(golden, 'models', model, 'tokenizer.json'), 'utf8'));
  return { ...tokenizerJson.parse(content), ...changed };
}

const characterMap = brotliDecompressSync(readFileSync(join(import.meta.dirname, 'nmt-nfkc-charsmap.bin.br'))).toString(
  'base64',
);
const precompiled = { type: 'Precompiled', precompiled_charsmap: characterMap };
const metaspace = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true };

/** As the files of 2020 are: the model does not say its type. */
function withoutModelType(json: TokenizerJson): TokenizerJson {
  const { type: _, ...model } = json.model;
  return { ...json, model };
}

const tokenizers: Record<string, TokenizerJson> = {
  'BERT, uncased': tokenizerOf('bert-uncased'),
  'BERT, cased': tokenizerOf('bert-cased-masked-lm-head-gamma-beta'),
  'BERT, normalizer in steps': tokenizerOf('bert-uncased', {
    normalizer: {
      type: 'Sequence',
      normalizers: [
        tokenizerOf('bert-cased-masked-lm-head-gamma-beta').normalizer,
        { type: 'NFD' },
        { type: 'Lowercase' },
      ],
    },
  }),
  RoBERTa: tokenizerOf('roberta'),
  MPNet: tokenizerOf('sentence-transformers-mpnet-mean'),
  'Unigram with Nmt': tokenizerOf('xlm-roberta'),
  'XLM-RoBERTa as published': tokenizerOf('xlm-roberta', {
    normalizer: precompiled,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, metaspace] },
  }),
  'XLM-RoBERTa as sentence-transformers publishes it': tokenizerOf('xlm-roberta', {
    normalizer: {
      type: 'Sequence',
      normalizers: [precompiled, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }],
    },
    pre_tokenizer: metaspace,
  }),
  'BERT, words and runs of other characters': tokenizerOf('bert-uncased', { pre_tokenizer: { type: 'Whitespace' } }),
  'BERT, punctuation in a step of its own': tokenizerOf('bert-uncased', {
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Punctuation' }] },
  }),
  'BERT of 2020': withoutModelType(tokenizerOf('bert-uncased')),
  'RoBERTa of 2020': withoutModelType(tokenizerOf('roberta')),
  'XLM-RoBERTa of 2020': withoutModelType(
    tokenizerOf('xlm-roberta', {
      normalizer: precompiled,
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁', add_prefix_space: true }],
      },
    }),
  ),
};

/** What has gone wrong somewhere, or could: see exact-normalizers.ts and known-steps.ts. */
const hard = [
  ...['ΟΔΟΣ', 'Σ', 'İ', 'ß', 'ﬁ', '½', '㎏', 'Å', 'が', 'か\u3099', 'ᄀ\u1161\u11a8', 'e\u0301\u0302\u0323', '～', '▁'],
  ...[
    '\u{20000}',
    '\u{2b850}',
    '\u{2f800}',
    '🇩🇪',
    '👩‍👩‍👧',
    '\u0000',
    '\u0085',
    '\u200b',
    '\u2028',
    '\ufeff',
    '\u3000',
    '\ufffd',
    '\r\n',
  ],
  ...[
    '<s>',
    '</s>',
    '<mask>',
    '<pad>',
    '<unk>',
    '[CLS]',
    '[SEP]',
    '[PAD]',
    '[UNK]',
    '1,000,000',
    "don't",
    'the ',
    '  ',
  ],
];

/** Characters assigned by Unicode 8 of which no library has newer tables than another, in the scripts that people use, and the hard ones. */
const piece = fc.oneof(
  fc.constantFrom(...hard),
  fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xa0, max: 0x377 }).map((code) => String.fromCodePoint(code)),
  fc
    .integer({ min: 0x384, max: 0x52f })
    .filter(isAssigned)
    .map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x904, max: 0x939 }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x3041, max: 0x3096 }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x1f300, max: 0x1f5ff }).map((code) => String.fromCodePoint(code)),
);
const fuzz = fc.array(piece, { minLength: 1, maxLength: 20 }).map((pieces) => pieces.join(''));

function isAssigned(code: number): boolean {
  return !/\p{Cn}/u.test(String.fromCodePoint(code));
}

async function rustIds(tokenizer: RustTokenizer, all: readonly string[]): Promise<number[][]> {
  const encodings = await tokenizer.encodeBatch([...all]);
  return encodings.map((encoding) => [...encoding.getIds()]);
}

describe.each(Object.entries(tokenizers))('%s', (_, json) => {
  const ours = new TextTokenizer(json);
  const rust = RustTokenizer.fromString(JSON.stringify(json));
  rust.setTruncation(maxLength);

  it('has the ids of the Rust library for the golden texts', async () => {
    expect(texts.map((text) => ours.encode(text, maxLength))).toEqual(await rustIds(rust, texts));
  });

  it('has them for texts of hard pieces', async () => {
    const samples = fc.sample(fuzz, { numRuns: 600, seed: 7 });
    expect(samples.map((text) => ours.encode(text, maxLength))).toEqual(await rustIds(rust, samples));
  });

  it('has them for texts that are cut before they are read', async () => {
    const prose = texts.filter((text) => text.length > 40).join(' ');
    const long = [
      prose.repeat(30),
      'word '.repeat(40_000),
      'ab'.repeat(30_000),
      '東京タワーへ行きました。'.repeat(2_000),
      `${' '.repeat(20_000)}late words`,
      `${'x'.repeat(5_000)} ${prose}`,
      '😀'.repeat(9_000),
    ];
    expect(long.map((text) => ours.encode(text, maxLength))).toEqual(await rustIds(rust, long));
  });

  it.each([2, 3, 7, 64])('cuts at %i tokens as it does', async (length) => {
    rust.setTruncation(length);
    expect(texts.map((text) => ours.encode(text, length))).toEqual(await rustIds(rust, texts));
  });
});
