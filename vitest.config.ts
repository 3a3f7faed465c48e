import { defineConfig } from 'vitest/config';

// Three projects: `node` needs nothing but Node; `browser` drives Debian's Chromium; `package` packs the VSIX of each platform and opens
// them again. Real VS Code has a configuration of its own in test/e2e.
export default defineConfig({
  test: {
    exclude: ['test/e2e/**', 'node_modules/**'],
    globalSetup: ['test/logme/build-kernels.setup.ts'],
    // Limits that end what hangs, also on a machine that is busy with something else.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          setupFiles: ['test/keep-wasm-wrappers.setup.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/package/**', 'node_modules/**', '**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'browser', include: ['test/**/*.browser.test.ts'], fileParallelism: false },
      },
      {
        extends: true,
        test: { name: 'package', include: ['test/package/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});
