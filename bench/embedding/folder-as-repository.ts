import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RepositoryFiles } from '../../src/language-model/repository/repository-files.ts';

/** A folder as the repository of a model. */
export function folderAsRepository(folder: string): RepositoryFiles {
  const path = async (name: string) => (existsSync(join(folder, name)) ? join(folder, name) : null);
  const has = async (name: string) => existsSync(join(folder, name));
  return { id: 'bench/bert-base', revision: 'bench', path, has };
}
