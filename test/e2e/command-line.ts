import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import type { Session } from './session.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** The ranking that the command line makes of a recipe in the same folder, with the same Hub and caches. */
export async function rankByCommandLine(
  recipe: string,
  { workspace, env }: Pick<Session, 'workspace' | 'env'>,
): Promise<RankingDocument> {
  const file = join(workspace, 'recipe.yaml');
  writeFileSync(file, recipe);
  const args = [program, 'rank', '--recipe', file, '--format', 'json', '--quiet'];
  // Not the synchronous form: the Hub that it asks is in this process.
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: workspace,
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  return rankingDocument.parse(JSON.parse(stdout));
}
