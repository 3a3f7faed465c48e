import type { TextLengths } from '../../protocol/dataset-inspection.ts';
import { countWords } from './count-words.ts';
import { histogramOf, medianOf } from './histogram.ts';

/** Counts the tokens of texts as a base model has them. */
export interface TokenCounter {
  /** Its name. */
  model: string;
  /** Tokens at which it cuts a text, special tokens included. */
  limit: number;
  /** Tokens of each text, special tokens included; null where its tokenizer cannot count them. */
  count(texts: readonly string[]): number[] | null;
}

/** Tokens at which the base models cut a text, and how many of them a word makes about, in languages that a tokenizer knows. */
const USUAL_LIMIT = 128;
const TOKENS_PER_WORD = 1.4;
const SPECIAL_TOKENS = 2;

/** How long texts are: in tokens, or, without a counter, in words, and then only about so many are cut. @param texts at least one */
export function measureTexts(texts: readonly string[], counter: TokenCounter | null): TextLengths {
  const tokens = counter?.count(texts) ?? null;
  const lengths = tokens ?? texts.map(countWords);
  const limit = counter?.limit ?? USUAL_LIMIT;
  const last = tokens === null ? (limit - SPECIAL_TOKENS) / TOKENS_PER_WORD : limit;
  return {
    unit: tokens === null ? 'words' : 'tokens',
    ...(counter && tokens && { model: counter.model }),
    texts: texts.length,
    median: medianOf(lengths),
    max: Math.max(...lengths),
    cut: { limit, texts: lengths.filter((length) => length > last).length },
    histogram: histogramOf(lengths),
  };
}
