import type { BuildResult } from 'esbuild';

/** See bundle-renderer.mjs. */
export function bundleRenderer(options: {
  outdir: string;
  minify?: boolean;
  sourcemap?: boolean;
}): Promise<BuildResult<{ metafile: true }>>;
