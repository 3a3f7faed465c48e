import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { stagedNotices } from '../third-party-notices.ts';
import type { Target } from './targets.ts';

const root = join(import.meta.dirname, '../..');

/** What every VSIX holds, from the root of the repository, beside its package.json: nothing but what is named here. */
const contents = [
  'package.nls*.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'media/icon.png',
  'media/maps-view.svg',
  'media/walkthrough/*.svg',
  'l10n/*.json',
  'dist/extension.browser.cjs',
  'dist/renderer*.js',
];

/** What only a VSIX for a machine holds, where the engine can run. */
const engineContents = [
  'package.json',
  'samples/datasets/package-use.csv',
  'dist/extension*.js',
  'dist/engine.js',
  'dist/mcp.js',
  'dist/encoder-worker.js',
  'dist/scoring-worker.js',
  'dist/kernels/*.wasm',
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
  copy([...contents, ...engineContents], root, folder);
  copy([...nodeFiles, ...libraries], runtimeFolders.node, join(folder, modules, 'onnxruntime-node'));
  copy(commonFiles, runtimeFolders.common, join(folder, modules, 'onnxruntime-common'));
  const beside = [runtimeFolders.node, runtimeFolders.common];
  writeFileSync(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), stagedNotices(root, folder, beside));
  if (mustHoldRuntime) holdRuntime(folder);
}

/** Lays out in `folder` what the VSIX for VS Code in a browser holds: the renderer, and an extension without an engine. */
export function stageForBrowser(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  copy(contents, root, folder);
  const { main: _, ...manifest } = z.looseObject({ main: z.string() }).parse(readJson('package.json'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), stagedNotices(root, folder, []));
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

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
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
