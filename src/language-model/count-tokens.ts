import { maxTokens } from './describe-language-model.ts';
import { readEncoderConfig } from './repository/encoder-config.ts';
import type { RepositoryFiles } from './repository/repository-files.ts';
import { openTokenizer } from './tokenizer/open-tokenizer.ts';
import { findTokenizer } from './tokenizer/tokenizer-files.ts';

/** A longer text is counted to so many tokens. */
const MOST_TOKENS = 1024;

/** Counts tokens without the model: only its configuration and its tokenizer are read. */
export interface ModelTokens {
  /** Tokens at which the model's texts are cut, special tokens included. */
  limit: number;
  /** Tokens of each text, special tokens included, at most 1,024. @throws {Error} where the tokenizer cannot do it */
  count(texts: readonly string[]): number[];
}

/**
 * Opens the tokenizer of a model.
 *
 * @throws {ProblemError} a problem of the language model, or of the files
 */
export async function openModelTokens(files: RepositoryFiles): Promise<ModelTokens> {
  const config = await readEncoderConfig(files);
  const tokenizer = await openTokenizer(await findTokenizer(files, config));
  return {
    limit: Math.min(maxTokens, config.positions - config.firstPosition),
    count: (texts) => tokenizer.encodeAll(texts, MOST_TOKENS).map(({ length }) => length),
  };
}
