// Packs the extension: `node scripts/package-vsix.ts [target …]`, into build/vsix. Without a target: for this machine. `all`: for every
// platform. Needs `npm run build` before.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import * as z from 'zod';
import { compressFully } from './vsix/compress-fully.ts';
import { stage, stageForBrowser } from './vsix/stage.ts';
import { browserTarget, targets, thisTarget } from './vsix/targets.ts';

export { thisTarget };

const root = join(import.meta.dirname, '..');
const folder = join(root, 'build/vsix');
const { name, version } = z
  .object({ name: z.string(), version: z.string() })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const allTargets = [...Object.keys(targets), browserTarget];

/** Path of the VSIX for a target. */
export function vsixPath(target: string): string {
  return join(folder, `${name}-${version}-${target}.vsix`);
}

/** Packs the extension for a target and returns the path of the VSIX. @throws Error where there is no such target */
export async function packageVsix(target: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const staged = join(folder, target);
  stageFor(target, staged);
  // Empty: all that lies there is wanted. Without the file vsce warns of too much.
  writeFileSync(join(staged, '.vscodeignore'), '');
  const packagePath = vsixPath(target);
  // The folder holds what the VSIX shall hold; vsce need not look for dependencies.
  const asItIs = { dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };
  await createVSIX({ cwd: staged, target, packagePath, ...asItIs });
  compressFully(packagePath);
  return packagePath;
}

function stageFor(target: string, folder: string): void {
  const facts = targets[target];
  if (target === browserTarget) stageForBrowser(folder);
  else if (facts !== undefined) stage(folder, facts);
  else throw new Error(`no VSIX for ${target}; there is one for ${allTargets.join(', ')}`);
}

if (import.meta.main) {
  const named = process.argv.slice(2);
  const wanted = named.includes('all') ? allTargets : named;
  for (const target of wanted.length > 0 ? wanted : [thisTarget()]) console.log(await packageVsix(target));
}
