import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { Pooling } from '../../protocol/rank-request.ts';
import type { EncoderConfig } from './encoder-config.ts';
import { readJsonFile } from './read-json-file.ts';
import type { RepositoryFiles } from './repository-files.ts';

const modulesFile = z.array(z.object({ path: z.string(), type: z.string() }));
const poolingFile = z.record(z.string(), z.unknown());

/**
 * How one vector is taken for a text: as asked for; else as a sentence-transformers repository says of itself; else as the
 * reference does by model type (BERT: pooler output, or the mean where `sentence-transformers` is in the name; others: first token).
 * What a sentence-transformers repository does after pooling (Dense, Normalize) is left out: the reference takes the pooled states as
 * they are, and maps are made for these.
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
  if (settings === null) return null;
  const names = poolingModes(settings);
  const [only = 'nothing', ...more] = names;
  if (more.length === 0 && (only === 'mean' || only === 'mean_tokens')) return 'mean';
  if (more.length === 0 && (only === 'cls' || only === 'cls_token')) return 'first';
  const pooling = [only, ...more].join(' + ');
  throw new ProblemError({ area: 'language-model', code: 'model-unsupported-pooling', model: files.id, pooling });
}

/** Older files have a flag for each mode (`pooling_mode_mean_tokens`), newer ones its name (`pooling_mode`). */
function poolingModes(settings: Record<string, unknown>): string[] {
  const { pooling_mode: named } = settings;
  if (typeof named === 'string') return [named];
  const prefix = 'pooling_mode_';
  const set = Object.keys(settings).filter((name) => name.startsWith(prefix) && settings[name] === true);
  return set.map((name) => name.slice(prefix.length));
}
