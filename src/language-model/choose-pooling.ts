import { z } from 'zod';
import { ProblemError } from '../protocol/problem.ts';
import type { Pooling } from '../protocol/rank-request.ts';
import type { EncoderConfig } from './encoder-config.ts';
import { readJsonFile } from './read-json-file.ts';
import type { RepositoryFiles } from './repository-files.ts';

const modulesFile = z.array(z.object({ path: z.string(), type: z.string() }));
const poolingFile = z.record(z.string(), z.unknown());

/**
 * How one vector is taken for a text: as asked for; else as a sentence-transformers repository says of itself; else as the
 * reference does by model type (BERT: pooler output, or the mean where `sentence-transformers` is in the name; others: first token).
 *
 * @throws {ProblemError} model-unsupported-pooling for a sentence-transformers pooling that is not built here
 */
export async function choosePooling(
  files: RepositoryFiles,
  config: EncoderConfig,
  asked: Pooling | undefined,
): Promise<Pooling> {
  if (asked !== undefined) return asked;
  const own = await sentenceTransformersPooling(files);
  if (own !== null) return own;
  if (config.modelType !== 'bert') return 'first';
  return files.id.includes('sentence-transformers') ? 'mean' : 'pooler_output';
}

async function sentenceTransformersPooling(files: RepositoryFiles): Promise<Pooling | null> {
  const modules = await readJsonFile(files, 'modules.json', modulesFile);
  const module = modules?.find(({ type }) => type.endsWith('.Pooling'));
  if (module === undefined) return null;
  const settings = await readJsonFile(files, `${module.path}/config.json`, poolingFile);
  const modes = Object.entries(settings ?? {}).filter(
    ([name, value]) => name.startsWith('pooling_mode') && value === true,
  );
  const names = modes.map(([name]) => name.replace(/^pooling_mode_/, ''));
  if (names.length === 1 && names[0] === 'mean_tokens') return 'mean';
  if (names.length === 1 && names[0] === 'cls_token') return 'first';
  const pooling = names.join(' + ') || 'nothing';
  throw new ProblemError({ area: 'language-model', code: 'model-unsupported-pooling', model: files.id, pooling });
}
