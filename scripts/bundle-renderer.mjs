// Bundles the notebook renderer: one small ES module that VS Code loads with the first output, and chunks that it loads itself when
// plots come into sight. Called by esbuild.mjs and by the renderer's tests.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Writes `renderer.js` and its chunks into `outdir` and returns esbuild's result with its metafile, from which a notice file can
 * tell which packages are inside.
 *
 * @param {{ outdir: string, minify?: boolean, sourcemap?: boolean }} options
 */
export function bundleRenderer({ outdir, minify = true, sourcemap = false }) {
  return build({
    absWorkingDir: root,
    // The chunk of the plots has a name of its own: the extension draws with it what stands in saved notebooks.
    entryPoints: { renderer: 'src/renderer/index.ts', 'renderer-plots': 'src/renderer/plots/plots-chunk.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    chunkNames: 'renderer-[name]-[hash]',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.css': 'text' },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    minify,
    sourcemap,
  });
}
