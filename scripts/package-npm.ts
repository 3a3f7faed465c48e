// Packs the command line and the library for npm: `node scripts/package-npm.ts`, into build/npm. Needs `npm run build` before.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { stagePackage } from './npm/stage.ts';

const folder = join(import.meta.dirname, '../build/npm');

/** Packs the package and returns the path of its tarball. */
export function packageNpm(): string {
  const staged = join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  stagePackage(staged);
  execFileSync('npm', ['pack', staged, '--pack-destination', folder, '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const { name, version } = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(readFileSync(join(staged, 'package.json'), 'utf8')));
  return join(folder, `${name}-${version}.tgz`);
}

if (import.meta.main) console.log(packageNpm());
