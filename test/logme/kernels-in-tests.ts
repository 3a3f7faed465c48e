import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKernels } from '../../src/logme/load-kernels.ts';

const folder = join(import.meta.dirname, '../../build/kernels');

/** The bytes of both builds; `build-kernels.setup.ts` has built them. */
export const builds = {
  relaxed: new Uint8Array(readFileSync(join(folder, 'logme-relaxed.wasm'))),
  simd: new Uint8Array(readFileSync(join(folder, 'logme-simd.wasm'))),
};

/** The kernels that this machine runs. */
export const kernels = loadKernels(builds);
