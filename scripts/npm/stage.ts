import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { stagedNotices } from '../third-party-notices.ts';
import { copyDeclarations } from './declarations.ts';

const root = join(import.meta.dirname, '../..');

/** Everything of the package but its declarations, its package.json and its notices. */
const contents = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'CITATION.cff',
  'docs/*.md',
  'docs/ranking.schema.json',
  'samples/datasets/package-use.csv',
  'dist/cli*.js',
  'dist/library.js',
  'dist/encoder-worker.js',
  'dist/scoring-worker.js',
  'dist/kernels/*.wasm',
];

/** What the bundles leave outside: the native library, and zod, whose types the declarations name. */
const outside = ['onnxruntime-node', 'zod'];

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  keywords: z.array(z.string()),
  dependencies: z.record(z.string(), z.string()),
  engines: z.object({ node: z.string() }),
});

/** Lays out in `folder` exactly what the npm package holds. @throws Error where something was not built */
export function stagePackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const pattern of contents) copy(pattern, folder);
  copyDeclarations(join(folder, 'dist/types'));
  writeFileSync(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), stagedNotices(root, folder, []));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
}

function copy(pattern: string, folder: string): void {
  const files = globSync(pattern, { cwd: root });
  if (files.length === 0) throw new Error(`${pattern}: no such file (run "npm run build" first)`);
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
}

/** That of the repository is the extension's, and names what only building needs. */
function packageJson() {
  const { dependencies, engines, ...facts } = manifest.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  );
  return {
    ...facts,
    type: 'module',
    bin: { 'esm-rank': 'dist/cli.js' },
    exports: {
      '.': { types: './dist/types/library/index.d.ts', default: './dist/library.js' },
      './package.json': './package.json',
    },
    engines: { node: engines.node },
    dependencies: Object.fromEntries(outside.map((name) => [name, dependencies[name]])),
  };
}
