import { BPE, type Model, type PostProcessor, type PreTokenizer, Tokenizer, WordPiece } from '@huggingface/tokenizers';
import { AddedTokens } from './added-tokens.ts';
import { checkPatterns } from './check-patterns.ts';
import { exactNormalizer } from './exact-normalizers.ts';
import { exactPreTokenizer } from './exact-pre-tokenizers.ts';
import { withKnownSteps } from './known-steps.ts';
import { metaspaceSplit } from './metaspace-split.ts';
import { TimeLimit } from './time-limit.ts';
import type { TokenizerJson } from './tokenizer-json.ts';
import { UnigramModel } from './unigram-model.ts';

/** Characters of a very long text that are tokenised at first; its first tokens seldom need more. */
const firstCharacters = 4_096;
/** No text is read further: a table pasted into a cell must not stop the run. */
const mostCharacters = 1 << 20;
/** So many tokens before a cut may depend on what comes after it. */
const unsureTokens = 32;

/** Milliseconds that all texts may take, and more for each of them: a thousand times what they do take. Only a pattern that never ends takes it. */
const patience = { all: 10_000, each: 50 };

/** Milliseconds for reading a tokenizer; the largest take one second. */
const mostForOpening = 60_000;

/** Stands for a text where only what is put around it matters. */
const anyText = '\0text';

/** A model's tokenizer with its special tokens and with truncation. */
export class TextTokenizer {
  readonly #steps: Steps;
  readonly #added: AddedTokens;
  readonly #before: readonly number[];
  readonly #after: readonly number[];
  readonly #limit = new TimeLimit();
  #patience: typeof patience;

  /**
   * @param allowed milliseconds that texts may take: once, and more for each
   * @throws {Error} where the library cannot make a tokenizer of it
   */
  constructor(json: TokenizerJson, allowed = patience) {
    this.#patience = allowed;
    const { steps, added, postProcessor } = new TimeLimit().run(mostForOpening, () => open(json));
    this.#steps = steps;
    this.#added = added;
    const framed = postProcessor?.post_process([anyText], null, true).tokens ?? [anyText];
    const place = framed.indexOf(anyText);
    if (place < 0) throw new TypeError('the post-processor leaves the text out');
    this.#before = framed.slice(0, place).map((token) => this.#idOf(token));
    this.#after = framed.slice(place + 1).map((token) => this.#idOf(token));
  }

  /**
   * Token ids of texts: special tokens added, and cut to `maxLength` in front of the closing ones, as the reference's truncation does.
   * In texts above a million characters only the first million are read.
   *
   * @throws {TimeLimitError} where that takes so long that it may never end
   * @throws {Error} where a step of the tokenizer fails
   */
  encodeAll(texts: readonly string[], maxLength: number): number[][] {
    const { all, each } = this.#patience;
    this.#patience = { all: 0, each };
    return this.#limit.run(all + each * texts.length, () => texts.map((text) => this.#encode(text, maxLength)));
  }

  /** The same for one text. */
  encode(text: string, maxLength: number): number[] {
    return this.encodeAll([text], maxLength).flat();
  }

  #encode(text: string, maxLength: number): number[] {
    const room = Math.max(0, maxLength - this.#before.length - this.#after.length);
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
    const { preTokenizer, model } = this.#steps;
    return this.#added.split(text).flatMap((part) => {
      if ('id' in part) return [part.id];
      // Of the library's steps Metaspace alone asks which part it is: whether the first.
      const words = preTokenizer?.pre_tokenize(part.text, { section_index: part.atStart ? 0 : 1 }) ?? [part.text];
      return model(words).map((token) => this.#idOfPiece(token));
    });
  }

  /** Of a token that the model gives. */
  #idOfPiece(token: string): number {
    const { model } = this.#steps;
    return model.tokens_to_ids.get(token) ?? model.unk_token_id ?? Number.NaN;
  }

  #idOf(token: string): number {
    return this.#added.idOf(token) ?? this.#idOfPiece(token);
  }
}

/** What a text goes through after it was normalized and added tokens were taken out of it. */
interface Steps {
  preTokenizer: PreTokenizer | null;
  model: Model;
}

function open(json: TokenizerJson): { steps: Steps; added: AddedTokens; postProcessor: PostProcessor | null } {
  checkPatterns(json);
  const { normalizer, pre_tokenizer, model, post_processor: postProcessor } = makeTokenizer(withKnownSteps(json));
  if (model === null) throw new TypeError('the tokenizer has no model');
  const exact = exactNormalizer(normalizer);
  const added = new AddedTokens(json.added_tokens, model.tokens_to_ids, (text) => exact?.normalize(text) ?? text);
  return { steps: { preTokenizer: exactPreTokenizer(pre_tokenizer), model }, added, postProcessor };
}

/** Without its added tokens, of which the library knows less than `AddedTokens`, and which it would give to the model. */
function makeTokenizer(json: TokenizerJson): Tokenizer {
  const bare = { ...json, added_tokens: [], decoder: null };
  if (json.model.type === 'Unigram' || Array.isArray(json.model.vocab)) return makeUnigramTokenizer(bare);
  const tokenizer = new Tokenizer(bare, {});
  // The library takes any other model for a table of whole words.
  if (tokenizer.model instanceof WordPiece || tokenizer.model instanceof BPE) return tokenizer;
  throw new TypeError(`the tokenizer's model is of the type ${json.model.type}`);
}

/** The library is given a model of one piece, whose place the real one takes. */
function makeUnigramTokenizer(json: TokenizerJson): Tokenizer {
  const tokenizer = new Tokenizer({ ...json, model: { type: 'Unigram', vocab: [['', 0]], unk_id: 0 } }, {});
  tokenizer.model = new UnigramModel(json.model, metaspaceSplit(json.pre_tokenizer));
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
