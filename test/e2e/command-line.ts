import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RankingDocument, rankingDocument } from '../../src/ranking/document.ts';
import type { Session } from './session.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** The ranking that the command line makes of a recipe in the same folder, with the same Hub and caches. */
export function rankByCommandLine(recipe: string, { workspace, env }: Session): RankingDocument {
  const file = join(workspace, 'recipe.yaml');
  writeFileSync(file, recipe);
  const args = [program, 'rank', '--recipe', file, '--format', 'json', '--quiet'];
  const json = execFileSync(process.execPath, args, {
    cwd: workspace,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return rankingDocument.parse(JSON.parse(json));
}
