import { BPE, Tokenizer, WordPiece } from '@huggingface/tokenizers';
import { exactNormalizer } from './exact-normalizers.ts';
import { withKnownSteps } from './known-steps.ts';
import { metaspaceSplit } from './metaspace-split.ts';
import type { TokenizerJson } from './tokenizer-json.ts';
import { UnigramModel } from './unigram-model.ts';

/** Characters of a very long text that are tokenised at first; its first tokens seldom need more. */
const firstCharacters = 4_096;
/** No text is read further: a table pasted into a cell must not stop the run. */
const mostCharacters = 1 << 20;
/** So many tokens before a cut may depend on what comes after it. */
const unsureTokens = 32;

/** A model's tokenizer with its special tokens and with truncation. */
export class TextTokenizer {
  readonly #tokenizer: Tokenizer;
  readonly #before: readonly number[];
  readonly #after: readonly number[];

  /** @throws {Error} where the library cannot make a tokenizer of it */
  constructor(json: TokenizerJson) {
    this.#tokenizer = makeTokenizer(withKnownSteps(json));
    const bare = this.#ids('a');
    const framed = this.#tokenizer.encode('a').ids;
    const start = framed.findIndex((_, i) => bare.every((id, k) => framed[i + k] === id));
    this.#before = framed.slice(0, start);
    this.#after = framed.slice(start + bare.length);
  }

  /**
   * Token ids of a text: special tokens added, and cut to `maxLength` in front of the closing ones, as the reference's truncation does.
   * In texts above a million characters only the first million are read.
   */
  encode(text: string, maxLength: number): number[] {
    const room = maxLength - this.#before.length - this.#after.length;
    return [...this.#before, ...this.#firstIds(text.toWellFormed(), room).slice(0, room), ...this.#after];
  }

  /** At least the first `count` ids of the text without special tokens, or all. */
  #firstIds(text: string, count: number): number[] {
    for (let limit = firstCharacters; limit < text.length && limit < mostCharacters; limit *= 4) {
      const ids = this.#ids(cutText(text, limit));
      if (ids.length >= count + unsureTokens) return ids;
    }
    return this.#ids(cutText(text, mostCharacters));
  }

  #ids(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }
}

function makeTokenizer(json: TokenizerJson): Tokenizer {
  if (json.model.type === 'Unigram' || Array.isArray(json.model.vocab)) return makeUnigramTokenizer(json);
  const tokenizer = new Tokenizer(json, {});
  tokenizer.normalizer = exactNormalizer(tokenizer.normalizer);
  // The library takes any other model for a table of whole words.
  if (tokenizer.model instanceof WordPiece || tokenizer.model instanceof BPE) return tokenizer;
  throw new TypeError(`the tokenizer's model is of the type ${json.model.type}`);
}

/** The library is given a model of one piece, whose place the real one takes. */
function makeUnigramTokenizer(json: TokenizerJson): Tokenizer {
  const model = new UnigramModel(json.model, metaspaceSplit(json.pre_tokenizer));
  for (const { content, id } of json.added_tokens) model.tokens_to_ids.set(content, id);
  const tokenizer = new Tokenizer({ ...json, model: { type: 'Unigram', vocab: [['', 0]], unk_id: 0 } }, {});
  tokenizer.normalizer = exactNormalizer(tokenizer.normalizer);
  tokenizer.model = model;
  return tokenizer;
}

/** At most `limit` UTF-16 units of the text, ending between words if there is an end of one in its second half. */
function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  for (let end = limit; end > limit / 2; end--) {
    if (/\s/.test(text.charAt(end))) return text.slice(0, end);
  }
  return text.slice(0, limit).toWellFormed();
}
