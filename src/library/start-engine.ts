import { availableParallelism, homedir } from 'node:os';
import { bundledAssets } from '../engine/bundled-assets.ts';
import { contextFromEnvironment } from '../engine/context-from-environment.ts';
import { createLocalEngine, type LocalEngine } from '../engine/local-engine.ts';
import type { EngineOptions } from './options.ts';

/** An engine in this process. @throws {ProblemError} run-bad-setting */
export function startEngine({ endpoint, cacheFolder, token, threads, offline }: EngineOptions): LocalEngine {
  const settings = {
    endpoint: endpoint ?? null,
    cacheFolder: cacheFolder ?? null,
    token: token ?? null,
    threads: threads ?? null,
    offline: offline ?? false,
  };
  const world = {
    environment: process.env,
    home: homedir(),
    cores: availableParallelism(),
    assets: bundledAssets(import.meta.url),
    version: process.env.ITR_VERSION ?? '0.0.0-source',
    modelIdleMs: 0,
  };
  return createLocalEngine(contextFromEnvironment(settings, world));
}
