import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A package as npm's registry has it. */
export interface PublishedPackage {
  name: string;
  version: string;
  /** `sha512-` and the hash of its tarball in base64, as lock files have it. */
  integrity: string;
}

const folder = join(import.meta.dirname, '../../build/packages');

/**
 * Fetches a package with the npm of this machine, unless that was done before, and runs nothing of it.
 *
 * @returns the folder of its files
 * @throws Error where the tarball is not the one that `integrity` names
 */
export function fetchPackage({ name, version, integrity }: PublishedPackage): string {
  const unpacked = join(folder, `${name}-${version}`);
  if (existsSync(unpacked)) return join(unpacked, 'package');
  mkdirSync(folder, { recursive: true });
  const tarball = `${name}-${version}.tgz`;
  execFileSync('npm', ['pack', `${name}@${version}`, '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const found = `sha512-${createHash('sha512')
    .update(readFileSync(join(folder, tarball)))
    .digest('base64')}`;
  if (found !== integrity) throw new Error(`${tarball} has the hash ${found} instead of ${integrity}`);
  const partial = `${unpacked}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  execFileSync('tar', ['-xzf', tarball, '-C', partial], { cwd: folder });
  renameSync(partial, unpacked);
  rmSync(join(folder, tarball));
  return join(unpacked, 'package');
}
