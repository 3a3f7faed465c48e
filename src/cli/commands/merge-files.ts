import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Problem, ProblemError } from '../../protocol/problem.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { readDocument } from '../../ranking/read-document.ts';

/**
 * Reads the files of parts.
 *
 * @throws {ProblemError} merge-unreadable-file, merge-not-json, merge-other-version, merge-not-a-ranking
 */
export async function readParts(names: readonly string[]): Promise<{ file: string; document: RankingDocument }[]> {
  const files = (await Promise.all(names.map(filesOf))).flat();
  return Promise.all(files.map(async (file) => ({ file, document: await readPart(file) })));
}

/** The files that a name with `*` stands for, for shells that leave that to programs; any other name is itself. */
async function filesOf(name: string): Promise<string[]> {
  if (!basename(name).includes('*')) return [name];
  const folder = dirname(name);
  const found = (await readdir(folder).catch(() => [])).filter((entry) => fits(entry, basename(name))).sort();
  return found.length === 0 ? [name] : found.map((entry) => (folder === '.' ? entry : join(folder, entry)));
}

/** Whether a name is one that a pattern stands for; of what is between two `*` the first place will do. */
function fits(name: string, pattern: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  const end = parts.pop() ?? '';
  if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false;
  const middle = name.slice(start.length, name.length - end.length);
  let at = 0;
  for (const part of parts) {
    const place = middle.indexOf(part, at);
    if (place === -1) return false;
    at = place + part.length;
  }
  return true;
}

async function readPart(file: string): Promise<RankingDocument> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw problemOf({ area: 'merge', code: 'merge-unreadable-file', file, reason: messageOf(cause) }, cause);
  });
  const read = readDocument(parseJson(file, text));
  switch (read.kind) {
    case 'document':
      return read.document;
    case 'other-version':
      throw problemOf({ area: 'merge', code: 'merge-other-version', file, schema: read.schema });
    case 'invalid':
      throw problemOf({ area: 'merge', code: 'merge-not-a-ranking', file, where: read.where, reason: read.reason });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw problemOf({ area: 'merge', code: 'merge-not-json', file, reason: messageOf(cause) }, cause);
  }
}

function problemOf(problem: Problem, cause?: unknown): ProblemError {
  return new ProblemError(problem, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
