// The engine of the sources as a background process: what `src/engine/process/main.ts` is for the bundle.
import { homedir } from 'node:os';
import '../../keep-wasm-wrappers.setup.ts';
import { contextFromEnvironment } from '../../../src/engine/context-from-environment.ts';
import { createLocalEngine } from '../../../src/engine/local-engine.ts';
import { serveOverIpc } from '../../../src/engine/process/serve-over-ipc.ts';
import { sourceAssets } from '../../engine-fixture.ts';

serveOverIpc((settings) =>
  createLocalEngine(
    contextFromEnvironment(settings, {
      environment: process.env,
      home: homedir(),
      cores: 2,
      assets: sourceAssets,
      version: '0.0.0-test',
      modelIdleMs: 60_000,
    }),
  ),
);
