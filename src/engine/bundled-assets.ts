import type { EngineAssets } from './context.ts';

/** The files beside a bundle in `dist/`, as `esbuild.mjs` lays them out. @param bundle URL of the bundle itself */
export function bundledAssets(bundle: string): EngineAssets {
  return {
    scoringWorker: new URL('scoring-worker.js', bundle),
    encoderWorker: new URL('encoder-worker.js', bundle),
    kernels: {
      relaxed: new URL('kernels/logme-relaxed.wasm', bundle),
      simd: new URL('kernels/logme-simd.wasm', bundle),
    },
  };
}
