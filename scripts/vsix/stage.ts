import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { bundleFacts, bundleFactsFile, thirdPartyNotices } from '../third-party-notices.ts';
import type { RuntimeFolders } from './onnx-runtime.ts';
import type { Target } from './targets.ts';

const root = join(import.meta.dirname, '../..');

/** What every VSIX holds, from the root of the repository: nothing but what is named here. */
const contents = [
  'package.json',
  'package.nls*.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'media/icon.png',
  'media/walkthrough/*.svg',
  'samples/datasets/package-use.csv',
  'l10n/*.json',
  'dist/extension*.js',
  'dist/extension.browser.cjs',
  'dist/engine.js',
  'dist/encoder-worker.js',
  'dist/scoring-worker.js',
  'dist/kernels/*.wasm',
  'dist/renderer*.js',
];

const nodeFiles = ['package.json', 'dist/*.js'];

/** `dist/cjs/package.json` says that its neighbours are CommonJS; without it they cannot be loaded. */
const commonFiles = ['package.json', 'dist/cjs/package.json', 'dist/cjs/**/*.js'];

/** Where ONNX Runtime lies in a VSIX: not at the top, because vsce takes from there only what npm lists as installed. */
const modules = 'dist/node_modules';

/** Lays out in `folder` exactly what the VSIX of a target holds. */
export function stage(folder: string, { runtime, libraries, mustHoldRuntime }: Target): void {
  rmSync(folder, { recursive: true, force: true });
  const runtimeFolders = runtime();
  copy(contents, root, folder);
  copy([...nodeFiles, ...libraries], runtimeFolders.node, join(folder, modules, 'onnxruntime-node'));
  copy(commonFiles, runtimeFolders.common, join(folder, modules, 'onnxruntime-common'));
  writeFileSync(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), notices(runtimeFolders));
  if (mustHoldRuntime) holdRuntime(folder);
}

/** Copies what the patterns name; one that names nothing is a mistake. */
function copy(patterns: readonly string[], from: string, to: string): void {
  for (const pattern of patterns) {
    const files = globSync(pattern, { cwd: from });
    if (files.length === 0) throw new Error(`${join(from, pattern)}: no such file (run "npm run build" first)`);
    for (const file of files) {
      mkdirSync(dirname(join(to, file)), { recursive: true });
      cpSync(join(from, file), join(to, file));
    }
  }
}

function notices({ node, common }: RuntimeFolders): string {
  const bundles = z.array(bundleFacts).parse(JSON.parse(readFileSync(join(root, bundleFactsFile), 'utf8')));
  return thirdPartyNotices(root, bundles, [node, common]);
}

/**
 * Until release 1.23 the binding could not be loaded by a second worker thread once the first had ended ("Module did not
 * self-register"), unless another thread had it open all the time. So the engine's main thread opens it, without using it. Where that
 * fails, the worker's own attempt will say why.
 */
function holdRuntime(folder: string): void {
  const [library] = globSync(`${modules}/onnxruntime-node/bin/**/onnxruntime_binding.node`, { cwd: folder });
  const path = JSON.stringify(`./${library?.replace(/^dist./, '').replaceAll('\\', '/')}`);
  const program = `import { fileURLToPath } from 'node:url';
try {
  process.dlopen({ exports: {} }, fileURLToPath(new URL(${path}, import.meta.url)));
} catch {}
`;
  writeFileSync(join(folder, 'dist/hold-onnxruntime.js'), program);
  const engine = join(folder, 'dist/engine.js');
  writeFileSync(engine, `import './hold-onnxruntime.js';\n${readFileSync(engine, 'utf8')}`);
}
