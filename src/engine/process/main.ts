import { availableParallelism, homedir } from 'node:os';
import { bundledAssets } from '../bundled-assets.ts';
import { contextFromEnvironment } from '../context-from-environment.ts';
import { createLocalEngine } from '../local-engine.ts';
import { serveOverIpc } from './serve-over-ipc.ts';

// Entry of the background process, `dist/engine.js`: the same functions as those of the command line, served to the editor.

/** An idle model is given up after so long: people change a recipe and run it again. */
const modelIdleMs = 5 * 60_000;

serveOverIpc((settings, log) => {
  const context = contextFromEnvironment(settings, {
    environment: process.env,
    home: homedir(),
    cores: availableParallelism(),
    assets: bundledAssets(import.meta.url),
    version: process.env.ITR_VERSION ?? '0.0.0-source',
    modelIdleMs,
    log,
  });
  log(
    'info',
    `engine started: ${context.threads} threads, ${context.hub.settings.endpoint}, cache ${context.hub.settings.cacheFolder}`,
  );
  return createLocalEngine(context);
});
