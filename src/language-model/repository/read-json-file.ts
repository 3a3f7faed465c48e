import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import { parseJson } from '../../json/parse-json.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { settingsLimitBytes } from './file-limits.ts';
import type { RepositoryFiles } from './repository-files.ts';

/**
 * Reads a small JSON file of a repository in the form that is expected.
 *
 * @returns null where the repository has no such file
 * @throws {ProblemError} model-bad-config
 */
export async function readJsonFile<Content>(
  files: RepositoryFiles,
  file: string,
  form: z.ZodType<Content>,
): Promise<Content | null> {
  const path = await files.path(file, settingsLimitBytes);
  if (path === null) return null;
  const parsed = form.safeParse(await readJson(files.id, file, path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badConfig(files.id, file, issue?.path.join('.') ?? '', issue?.message ?? 'unknown form', parsed.error);
}

async function readJson(model: string, file: string, path: string): Promise<unknown> {
  try {
    return parseJson(await readFile(path), { maxBytes: settingsLimitBytes });
  } catch (cause) {
    throw badConfig(model, file, '', cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function badConfig(model: string, file: string, field: string, reason: string, cause: unknown): ProblemError {
  return new ProblemError({ area: 'language-model', code: 'model-bad-config', model, file, field, reason }, { cause });
}
