import {
  BertNormalizer,
  LowercaseNormalizer,
  type Normalizer,
  PrecompiledNormalizer,
  PrependNormalizer,
  ReplaceNormalizer,
  SequenceNormalizer,
} from '@huggingface/tokenizers';
import { CharacterMap } from './character-map.ts';

/** Longer ones are cut: no text of a million characters becomes so long by itself. */
const longestNormalized = 1 << 21;

// @huggingface/tokenizers differs from the Rust library, which the reference uses, in four normalizers. These are the same as Rust's.

/** U+03A3: `toLowerCase` looks at its neighbours, Rust lowercases every character by itself. */
const lowerSigma = (text: string) => text.replaceAll('Σ', 'σ');

/** Chinese characters beyond the basic plane (the library looks at UTF-16 units, and misses them). */
const astralChinese =
  /[\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;

class ExactBertNormalizer extends BertNormalizer {
  override normalize(text: string): string {
    const { config } = this;
    if (config.type !== 'BertNormalizer') return super.normalize(text);
    const lowered = config.lowercase ? lowerSigma(text) : text;
    return super.normalize(config.handle_chinese_chars ? lowered.replace(astralChinese, ' $& ') : lowered);
  }
}

class ExactLowercase extends LowercaseNormalizer {
  override normalize(text: string): string {
    return super.normalize(lowerSigma(text));
  }
}

class ExactPrecompiled extends PrecompiledNormalizer {
  readonly map: CharacterMap;

  constructor(config: { type: 'Precompiled'; precompiled_charsmap: string }) {
    super(config);
    this.map = CharacterMap.decode(config.precompiled_charsmap);
  }

  override normalize(text: string): string {
    return this.map.normalize(text);
  }
}

const bounded = (text: string) =>
  text.length > longestNormalized ? text.slice(0, longestNormalized).toWellFormed() : text;

/** One step after another may double a text. */
class BoundedReplace extends ReplaceNormalizer {
  override normalize(text: string): string {
    return bounded(super.normalize(text));
  }
}

class BoundedPrepend extends PrependNormalizer {
  override normalize(text: string): string {
    return bounded(super.normalize(text));
  }
}

/** The normalizer that does exactly what Rust's does, for one that the library has made. */
export function exactNormalizer(normalizer: Normalizer | null): Normalizer | null {
  const config = normalizer?.config;
  if (normalizer instanceof SequenceNormalizer) {
    normalizer.normalizers = normalizer.normalizers.map(exactNormalizer);
    return normalizer;
  }
  switch (config?.type) {
    case 'BertNormalizer':
      return new ExactBertNormalizer(config);
    case 'Lowercase':
      return new ExactLowercase(config);
    case 'Prepend':
      return new BoundedPrepend(config);
    case 'Replace':
      return new BoundedReplace(config);
    case 'Precompiled':
      return new ExactPrecompiled(config);
    default:
      return normalizer;
  }
}
