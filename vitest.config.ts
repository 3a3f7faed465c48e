import { defineConfig } from 'vitest/config';

// Two projects: `node` needs nothing but Node; `browser` drives Debian's Chromium. Real VS Code has a configuration of its own in test/e2e.
export default defineConfig({
  test: {
    exclude: ['test/e2e/**', 'node_modules/**'],
    globalSetup: ['test/logme/build-kernels.setup.ts'],
    testTimeout: 30_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'node_modules/**', '**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'browser', include: ['test/**/*.browser.test.ts'], fileParallelism: false },
      },
    ],
  },
});
