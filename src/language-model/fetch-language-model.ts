import type { LanguageModelDescription } from './describe-language-model.ts';
import type { RepositoryFiles } from './repository/repository-files.ts';
import { findTokenizer } from './tokenizer/tokenizer-files.ts';
import { openWeightFiles } from './weights/weight-files.ts';

/**
 * Fetches all files that loading a language model takes, without loading it.
 *
 * @throws {ProblemError} as loading it, where a file is missing or not what its name says; a problem of the Hub
 */
export async function fetchLanguageModel(
  files: RepositoryFiles,
  { config, weightLimitBytes }: Pick<LanguageModelDescription, 'config' | 'weightLimitBytes'>,
): Promise<void> {
  await findTokenizer(files, config);
  await openWeightFiles(files, weightLimitBytes);
}
