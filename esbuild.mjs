// Bundles what ships into dist/. `node esbuild.mjs` builds all; `--watch` is left to the editor's task.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleBrowserExtension } from './scripts/bundle-browser-extension.ts';
import { bundleRenderer } from './scripts/bundle-renderer.mjs';
import { packDetectorModels } from './scripts/pack-detector-models.mjs';
import { bundleFactsFile, thirdPartyNotices } from './scripts/third-party-notices.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const root = import.meta.dirname;

/** Bundled CommonJS dependencies call `require`, which an ES module does not have by itself. */
const requireForModules =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** Options of everything that runs on Node: ES modules, with the native ONNX Runtime left outside. */
const forNode = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  external: ['onnxruntime-node', 'vscode'],
  plugins: [packDetectorModels],
  banner: { js: requireForModules },
  define: { 'process.env.ITR_VERSION': JSON.stringify(version) },
  logLevel: 'warning',
  metafile: true,
};

const entries = {
  engine: 'src/engine/process/main.ts',
  library: 'src/library/index.ts',
  mcp: 'src/mcp/main.ts',
  'scoring-worker': 'src/engine/scoring/scoring-worker.ts',
  'encoder-worker': 'src/language-model/encoder/encoder-worker.ts',
};

rmSync(new URL('dist', import.meta.url), { recursive: true, force: true });
const programs = await build({ ...forNode, entryPoints: entries, outdir: 'dist' });
// In two parts, so that the first runs on an older Node, too, and can say that it is one.
const commandLine = await build({
  ...forNode,
  splitting: true,
  chunkNames: 'cli-[hash]',
  entryPoints: { cli: 'src/cli/entry.ts' },
  outdir: 'dist',
});
// The extension in parts, so that activating it loads only the first, small one.
const inParts = { splitting: true, chunkNames: 'extension-[name]-[hash]' };
const extension = await build({
  ...forNode,
  ...inParts,
  entryPoints: { extension: 'src/extension/extension.ts' },
  outdir: 'dist',
});
const inBrowser = await bundleBrowserExtension({ write: true });
const renderer = await bundleRenderer({ outdir: fileURLToPath(new URL('dist', import.meta.url)) });
const bundles = [programs.metafile, commandLine.metafile, extension.metafile, inBrowser.metafile, renderer.metafile];
writeFileSync(new URL(bundleFactsFile, import.meta.url), JSON.stringify(bundles.map(({ outputs }) => ({ outputs }))));
writeFileSync(new URL('dist/THIRD-PARTY-NOTICES.txt', import.meta.url), thirdPartyNotices(root, bundles));
mkdirSync(new URL('dist/kernels', import.meta.url), { recursive: true });
for (const build of ['relaxed', 'simd']) {
  const wasm = new URL(`build/kernels/logme-${build}.wasm`, import.meta.url);
  if (!existsSync(wasm)) throw new Error(`${wasm.pathname} is missing: run "npm run build:kernels" first`);
  cpSync(wasm, new URL(`dist/kernels/logme-${build}.wasm`, import.meta.url));
}
