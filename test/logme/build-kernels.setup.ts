import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** vitest global setup: builds the kernels once before all tests, where they are missing or older than their source. */
export default function buildKernels(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/build-kernels.ts'), '--if-stale'], {
    stdio: 'inherit',
  });
}
