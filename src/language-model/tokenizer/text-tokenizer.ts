import { BPE, Tokenizer, Unigram, WordPiece } from '@huggingface/tokenizers';
import { exactNormalizer } from './exact-normalizers.ts';
import { withKnownSteps } from './known-steps.ts';
import { metaspaceSplit } from './metaspace-split.ts';
import type { TokenizerJson } from './tokenizer-json.ts';
import { unigramPath } from './unigram-path.ts';

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
    this.#tokenizer = new Tokenizer(withKnownSteps(json), {});
    this.#tokenizer.normalizer = exactNormalizer(this.#tokenizer.normalizer);
    const { model } = this.#tokenizer;
    // The library takes any other model for a table of whole words.
    if (![WordPiece, BPE, Unigram].some((known) => model instanceof known)) {
      throw new TypeError(`the tokenizer's model is of the type ${json.model.type}`);
    }
    if (model instanceof Unigram) {
      const splitWords = metaspaceSplit(json.pre_tokenizer);
      model.tokenize = (text) => splitWords(text).flatMap((word) => unigramPath(model, word));
    }
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

/** At most `limit` UTF-16 units of the text, ending between words if there is an end of one in its second half. */
function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  for (let end = limit; end > limit / 2; end--) {
    if (/\s/.test(text.charAt(end))) return text.slice(0, end);
  }
  return text.slice(0, limit).toWellFormed();
}
