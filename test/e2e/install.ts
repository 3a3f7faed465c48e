// Installs what the end-to-end tests need beside the main package: the VS Code server inside code-server, and Mocha. No compiler,
// no download except npm packages. `node test/e2e/install.ts`; does nothing where the stamp says that it is done.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vscodeFolder } from './vscode-server/vscode-folder.ts';

const folder = import.meta.dirname;
const stampFile = join(folder, 'node_modules/.installed');

/** Parts of the server's dependencies that no test needs: foreign platforms, and features that are switched off. 300 MB. */
const unneeded = [
  'node_modules/@github/copilot-sdk',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/ms-vscode.js-debug',
  'extensions/microsoft-authentication',
];

/** Installs once for each state of the lock file and of this script. */
export function install(): void {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  npm(folder, ['ci']);
  // Its shrinkwrap leaves out a peer dependency, which a plain `npm ci` refuses.
  npm(vscodeFolder, ['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps']);
  // The native logger would need a compiler; without any logger the server writes no log files, on which the tests wait.
  copyFileSync(join(folder, 'spdlog-stand-in.cjs'), join(vscodeFolder, 'node_modules/@vscode/spdlog/index.js'));
  for (const part of unneeded) rmSync(join(vscodeFolder, part), { recursive: true, force: true });
  writeFileSync(stampFile, stamp());
}

function stamp(): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'install.ts', 'spdlog-stand-in.cjs'])
    hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

function npm(cwd: string, args: string[]): void {
  const { status, error } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error !== undefined || status !== 0)
    throw new Error(`npm ${args.join(' ')} failed in ${cwd}: ${error ?? status}`);
}

if (import.meta.main) install();
