// `npm run test:e2e`: installs the VS Code server, builds and packs the extension, and runs what takes longer than `npm test` may: the
// VSIX of every platform, the renderer in a browser, then the packed extension in a real VS Code. Arguments go to the last: `npm run test:e2e -- ui/rank-a-file`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install } from './install.ts';

const root = join(import.meta.dirname, '../..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');

install();
run('npm', ['run', 'package']);
run(process.execPath, [vitest, 'run', '--project', 'package']);
run(process.execPath, [vitest, 'run', '--project', 'browser']);
run(process.execPath, [vitest, 'run', '--config', 'test/e2e/vitest.config.ts', ...process.argv.slice(2)]);

/** Runs a step and ends with its exit code where it fails. */
function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
