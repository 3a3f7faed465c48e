import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** More than any `config.json` has: one with a thousand label names is far from it. */
const longestConfig = 4 << 20;

const optionalText = z.string().nullish().catch(null);

const config = z.object({
  model_type: optionalText,
  _name_or_path: optionalText,
  esm_architecture: optionalText,
  base_model_name: optionalText,
  task_id: optionalText,
  task_subset: optionalText,
  num_examples: z.number().nullish().catch(null),
  esm_r2: z.number().nullish().catch(null),
});

/** A folder that holds a language model. `namedAfter`: what it was loaded from when it was saved, where its config says so. */
export interface LanguageModelFolder {
  kind: 'model';
  folder: string;
  namedAfter: string | null;
}

/** A folder that holds an Embedding Space Map, and what its config says of it. */
export interface MapFolder {
  kind: 'map';
  folder: string;
  base: string;
  task: string;
  subset: string | null;
  rows: number | null;
  /** Which part of the change it tells, where it was made by the exact solution. */
  r2: number | null;
}

/** What the `config.json` of a folder says that it holds; null where it is neither a language model nor a map, or cannot be read. */
export async function lookAtFolder(folder: string): Promise<LanguageModelFolder | MapFolder | null> {
  const file = join(folder, 'config.json');
  try {
    if ((await stat(file)).size > longestConfig) return null;
    const found = config.parse(JSON.parse(await readFile(file, 'utf8')));
    if (found.esm_architecture != null) return mapOf(folder, found);
    if (found.model_type == null) return null;
    return { kind: 'model', folder, namedAfter: found._name_or_path ?? null };
  } catch {
    return null;
  }
}

function mapOf(folder: string, found: z.infer<typeof config>): MapFolder {
  return {
    kind: 'map',
    folder,
    base: found.base_model_name ?? '',
    task: found.task_id ?? '',
    subset: found.task_subset ?? null,
    rows: found.num_examples ?? null,
    r2: found.esm_r2 ?? null,
  };
}
