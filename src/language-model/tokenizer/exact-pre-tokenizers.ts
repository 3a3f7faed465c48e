import {
  ByteLevelPreTokenizer,
  type PreTokenizer,
  ReplacePreTokenizer,
  SequencePreTokenizer,
} from '@huggingface/tokenizers';

/** GPT-2's words (tokenizers, `pre_tokenizers/byte_level.rs`). `\\s` of JavaScript holds U+FEFF and lacks U+0085, Rust's is White_Space. */
const byteLevelWords =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/**
 * The pre-tokenizer that does exactly what Rust's does, for one that the library has made.
 *
 * @throws {TypeError} where Rust has none of its type
 */
export function exactPreTokenizer(preTokenizer: PreTokenizer | null): PreTokenizer | null {
  if (preTokenizer instanceof ByteLevelPreTokenizer) preTokenizer.pattern = byteLevelWords;
  if (preTokenizer instanceof SequencePreTokenizer)
    preTokenizer.tokenizers = preTokenizer.tokenizers.map(exactPreTokenizer);
  if (preTokenizer instanceof ReplacePreTokenizer) throw new TypeError('there is no pre-tokenizer Replace');
  return preTokenizer;
}
