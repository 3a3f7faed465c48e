import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ProblemError } from '../protocol/problem.ts';

/**
 * Writes `text` to `file` so that the file is either the old one or the whole new one: to a temporary name beside it, flushed,
 * then renamed.
 *
 * @throws {ProblemError} run-output-not-written
 */
export async function writeOutput(file: string, text: string): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    await writeDurably(temporary, text);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ProblemError({ area: 'run', code: 'run-output-not-written', file, reason }, { cause });
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
