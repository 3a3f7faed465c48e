import { join } from 'node:path';
import { type BuildOptions, type BuildResult, build } from 'esbuild';

const root = join(import.meta.dirname, '..');

const options = {
  absWorkingDir: root,
  entryPoints: { 'extension.browser': 'src/extension/browser/extension.ts' },
  outdir: 'dist',
  // By its ending: package.json calls .js files ES modules, which the extension host of the browser refuses.
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  format: 'cjs',
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  external: ['vscode'],
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Bundles the extension for VS Code in a browser, whose extension host takes one CommonJS file: into `dist`, or into memory. */
export function bundleBrowserExtension({ write }: { write: boolean }): Promise<BuildResult<typeof options>> {
  return build({ ...options, write });
}
