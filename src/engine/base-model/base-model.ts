import type { LanguageModelDescription } from '../../language-model/describe-language-model.ts';
import type { RepositoryFiles } from '../../language-model/repository/repository-files.ts';

/** A base model of which only the small files have been read. */
export interface BaseModel {
  /** Canonical id; of a local model, its path as the user wrote it. */
  id: string;
  /** Commit; of a local model, a digest of its files. */
  revision: string;
  files: RepositoryFiles;
  description: LanguageModelDescription;
  /** Whether its weights are in the cache. */
  cached: boolean;
}
