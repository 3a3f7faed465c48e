// The suite of in-host.test.ts in a desktop VS Code, which is downloaded, or in the one that VSCODE_PATH names: `npm run test:desktop`,
// on Linux under xvfb-run. Where this was written none can be downloaded: it has only been run with a program in its place that takes
// the same arguments and hands them to `runInHost`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { stage } from '../../../scripts/vsix/stage.ts';
import { targets, thisTarget } from '../../../scripts/vsix/targets.ts';
import { bundleSuite } from './bundle-suite.ts';
import { makeSurroundings } from './surroundings.ts';

const target = targets[thisTarget()];
if (target === undefined) throw new Error(`there is no VSIX for ${thisTarget()}`);
const folder = mkdtempSync(join(tmpdir(), 'desktop-'));
const around = await makeSurroundings();
try {
  // What the VSIX holds, in a folder: VS Code takes it as an extension under development.
  const extension = join(folder, 'extension');
  stage(extension, target);
  await runTests({
    ...(process.env.VSCODE_PATH === undefined ? {} : { vscodeExecutablePath: process.env.VSCODE_PATH }),
    extensionDevelopmentPath: extension,
    extensionTestsPath: await bundleSuite(join(import.meta.dirname, 'suite/product-suite.ts')),
    extensionTestsEnv: around.env,
    launchArgs: [
      around.workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${join(folder, 'user')}`,
    ],
  });
} finally {
  await around.stop();
  rmSync(folder, { recursive: true, force: true });
}
