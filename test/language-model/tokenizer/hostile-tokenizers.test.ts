import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EncoderThread } from '../../../src/language-model/encoder/encoder-thread.ts';
import { TextTokenizer } from '../../../src/language-model/tokenizer/text-tokenizer.ts';
import { TimeLimitError } from '../../../src/language-model/tokenizer/time-limit.ts';
import { type Step, type TokenizerJson, tokenizerJson } from '../../../src/language-model/tokenizer/tokenizer-json.ts';
import { golden, workerUrl } from '../golden-models.ts';

// A tokenizer.json is somebody else's: its patterns are matched with the user's texts.

const plain = tokenizerJson.parse(JSON.parse(readFileSync(join(golden, 'models/bert-uncased/tokenizer.json'), 'utf8')));
const replace = (pattern: string, content = ''): Step => ({ type: 'Replace', pattern: { Regex: pattern }, content });
const split = (pattern: string): Step => ({
  type: 'Split',
  pattern: { Regex: pattern },
  behavior: 'Isolated',
  invert: false,
});
const withNormalizer = (...normalizers: Step[]): TokenizerJson => ({
  ...plain,
  normalizer: { type: 'Sequence', normalizers },
});
const withPreTokenizer = (...pretokenizers: Step[]): TokenizerJson => ({
  ...plain,
  pre_tokenizer: { type: 'Sequence', pretokenizers },
});

const endless = ['(a+)+$', '(a|a)*$', '(a|aa)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '(?=(a+)+b)', '(a*)*(?!a)b'];
const text = `${'a'.repeat(4_000)}!`;

describe('a pattern that never ends', () => {
  it.each(endless)('is stopped in a normalizer and in a pre-tokenizer: %s', (pattern) => {
    for (const json of [withNormalizer(replace(pattern)), withPreTokenizer(split(pattern))]) {
      const tokenizer = new TextTokenizer(json, { all: 100, each: 0 });
      expect(() => tokenizer.encode(text, 128)).toThrow(TimeLimitError);
      // What is used up stays so.
      expect(() => tokenizer.encode(text, 128)).toThrow(TimeLimitError);
    }
  });

  it('is a problem of the model, and its thread goes on', async () => {
    const thread = new EncoderThread('someone/slow', workerUrl);
    const open = async (json: TokenizerJson) => {
      const path = join(folder, 'tokenizer.json');
      writeFileSync(path, JSON.stringify(json));
      const source = { kind: 'tokenizer-json' as const, path };
      const tokenizer = { model: 'someone/slow', tokenizerClass: null, settings: {}, source };
      await thread.request({ kind: 'open-tokenizer', tokenizer });
    };
    try {
      await open(withNormalizer(replace('(a+)+$')));
      const slow = thread.request({ kind: 'tokenize', texts: [text], maxLength: 128 });
      await expect(slow).rejects.toMatchObject({
        problem: { code: 'model-slow-tokenizer', model: 'someone/slow', seconds: 10 },
      });
      await open(plain);
      expect(await thread.request({ kind: 'tokenize', texts: ['a'], maxLength: 128 })).toMatchObject({
        kind: 'tokens',
      });
    } finally {
      await thread.close();
    }
  });
});

describe('a pattern that is only unusual', () => {
  it('does what it says', () => {
    const ours = new TextTokenizer(withNormalizer(replace('(?:[aeiou]+)+(?=x)', ' '), { type: 'Lowercase' }));
    expect(ours.encode('beaux aux b', 128)).toEqual(new TextTokenizer(plain).encode('b x  x b', 128));
  });
});

describe('a tokenizer that would fill the memory', () => {
  it('is refused for the length of a pattern or a replacement', () => {
    expect(() => new TextTokenizer(withNormalizer(replace('a'.repeat(10_001))))).toThrow('10000');
    expect(() => new TextTokenizer(withPreTokenizer(split('a'.repeat(10_001))))).toThrow('10000');
    expect(() => new TextTokenizer(withNormalizer(replace('a', 'a'.repeat(1_001))))).toThrow('1000');
    const added = [...plain.added_tokens, { id: 5_000, content: 'a'.repeat(1_001) }];
    expect(() => new TextTokenizer({ ...plain, added_tokens: added })).toThrow('1001 characters');
  });

  it('is cut short where one step after another makes a text longer', () => {
    const longer = withNormalizer(...Array.from({ length: 11 }, () => replace('a', 'aaaa')), replace('aa+', 'end'));
    expect(new TextTokenizer(longer).encode('a', 128)).toEqual(new TextTokenizer(plain).encode('end', 128));
  });
});

const folder = mkdtempSync(join(tmpdir(), 'hostile-tokenizers-'));
afterAll(() => rmSync(folder, { recursive: true }));
