import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { thisTarget, vsixPath } from '../../../scripts/package-vsix.ts';
import { kernelHas } from '../../extension/data-frames/real-kernel.ts';
import { bundleSuite } from './bundle-suite.ts';
import { runInHost } from './run-in-host.ts';
import { makeSurroundings } from './surroundings.ts';

// *Rank a DataFrame of This Notebook…* in a real VS Code with a real ipykernel. The Jupyter extension itself is on no registry that a test
// may ask: a stand-in under its id has the same API.

const root = join(import.meta.dirname, '../../..');
const ready = kernelHas('pandas');
if (!ready)
  console.warn('No DataFrame is ranked in VS Code: no Python with ipykernel and pandas (set ITR_HUB_PYTHON).');

test.skipIf(!ready)('a DataFrame of a kernel is ranked below its cell (ITR_HUB_PYTHON)', async () => {
  const around = await makeSurroundings();
  const folder = mkdtempSync(join(tmpdir(), 'itr-jupyter-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  try {
    const { tests, failures, output } = await runInHost({
      extension: vsixPath(thisTarget()),
      beside: [await packStandIn(join(folder, 'jupyter'))],
      suite: await bundleSuite(join(import.meta.dirname, 'suite/rank-frame-suite.ts')),
      workspace: around.workspace,
      env: {
        ...around.env,
        TMPDIR: temporary,
        ITR_REAL_KERNEL: join(root, 'test/extension/data-frames/real-kernel.py'),
        ITR_FRAME_FILE: join(root, 'samples/datasets/package-use.csv'),
      },
      timeoutMs: 120_000,
      logFile: join(import.meta.dirname, '../artifacts/in-host-rank-frame.log'),
    });
    expect(failures, output).toBe(0);
    expect(tests).toBe(1);
  } finally {
    await around.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function packStandIn(folder: string): Promise<string> {
  mkdirSync(folder);
  const manifest = {
    publisher: 'ms-toolsai',
    name: 'jupyter',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './extension.cjs',
    activationEvents: [],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, '.vscodeignore'), '');
  await build({
    entryPoints: [join(import.meta.dirname, 'jupyter-stand-in.ts')],
    outfile: join(folder, 'extension.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    logLevel: 'error',
  });
  const packagePath = join(folder, 'jupyter.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
  return packagePath;
}
