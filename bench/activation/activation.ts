// How long does VS Code take to activate the extension when a notebook opens that is none of its own? Against an extension that does
// nothing, in the same windows; the times are those that VS Code measures and shows in *Developer: Startup Performance*.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { packageVsix, thisTarget } from '../../scripts/package-vsix.ts';
import { bundleSuite } from '../../test/e2e/in-host/bundle-suite.ts';
import type { Measurements } from '../../test/e2e/in-host/measured.ts';
import { runInHost } from '../../test/e2e/in-host/run-in-host.ts';
import { writeWorkspace } from '../../test/e2e/in-host/workspace.ts';
import { install } from '../../test/e2e/install.ts';
import { median } from '../median.ts';
import { formatTable } from '../table.ts';

const windows = 7;
const endToEnd = join(import.meta.dirname, '../../test/e2e');

/** Packs an extension in the same form as this one, with nothing in it; the suite finds it by this publisher and name. */
async function packEmptyExtension(folder: string): Promise<string> {
  mkdirSync(folder);
  const manifest = {
    publisher: 'bench',
    name: 'empty-extension',
    version: '1.0.0',
    type: 'module',
    engines: { vscode: '^1.100.0' },
    main: './extension.js',
    activationEvents: ['onNotebook:jupyter-notebook'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), 'export function activate() {}\n');
  writeFileSync(join(folder, '.vscodeignore'), '');
  const packagePath = join(folder, 'empty.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}

async function measureWindows(folder: string): Promise<Measurements[]> {
  const workspace = join(folder, 'workspace');
  writeWorkspace(workspace);
  const empty = await packEmptyExtension(join(folder, 'empty'));
  const extension = await packageVsix(thisTarget());
  const suite = await bundleSuite(join(endToEnd, 'in-host/suite/activation-suite.ts'));
  const measured: Measurements[] = [];
  for (let window = 1; window <= windows; window += 1) {
    const logFile = join(endToEnd, `artifacts/bench-activation-${window}.log`);
    const run = await runInHost({ extension, beside: [empty], suite, workspace, timeoutMs: 120_000, logFile });
    if (run.failures > 0) throw new Error(run.output);
    measured.push(run.measured);
  }
  return measured;
}

/** Prints the table. */
export async function benchActivation(): Promise<void> {
  install();
  const folder = mkdtempSync(join(tmpdir(), 'activation-'));
  const measured = await measureWindows(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
  const row = (extension: string, prefix: string) => {
    const middle = (name: string) => median(measured.map((times) => times[prefix + name] ?? Number.NaN));
    const [load, call, finish] = [middle('load'), middle('activate'), middle('finish')];
    return [extension, ...[load, call, finish, load + call + finish].map((ms) => ms.toFixed(0))];
  };
  console.log(`Medians of ${windows} windows, in milliseconds\n`);
  const header = ['extension', 'load', 'call', 'finish', 'together'];
  console.log(formatTable(header, [row('this one', ''), row('an empty one', 'empty-')]));
}
