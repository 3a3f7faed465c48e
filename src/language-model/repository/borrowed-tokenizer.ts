import type { RepositoryFiles } from './repository-files.ts';

/** Files that say which tokens a text has. */
const tokenizerFiles: ReadonlySet<string> = new Set([
  'tokenizer.json',
  'tokenizer_config.json',
  'vocab.txt',
  'vocab.json',
  'merges.txt',
]);

/**
 * The files of a model with the tokenizer of another, as a fine-tuned model is given the tokens of its base model: its own folder may
 * well hold no tokenizer.
 */
export function withTokenizerOf(files: RepositoryFiles, owner: RepositoryFiles): RepositoryFiles {
  const holder = (name: string) => (tokenizerFiles.has(name) ? owner : files);
  return {
    id: files.id,
    revision: files.revision,
    path: (name, limitBytes) => holder(name).path(name, limitBytes),
    has: (name) => holder(name).has(name),
  };
}
