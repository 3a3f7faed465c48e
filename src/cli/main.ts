#!/usr/bin/env node
import { availableParallelism, homedir } from 'node:os';
import { bundledAssets } from '../engine/bundled-assets.ts';
import { contextFromEnvironment } from '../engine/context-from-environment.ts';
import { createLocalEngine } from '../engine/local-engine.ts';
import type { EngineOptions } from './command-context.ts';
import { runCommandLine } from './command-line.ts';
import { exitCodes } from './exit-codes.ts';
import { abortOnStopSignals } from './stop-signals.ts';
import { version } from './version.ts';

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: abortOnStopSignals(process),
  createEngine: ({ offline = false, threads }: EngineOptions) =>
    createLocalEngine(
      contextFromEnvironment(
        { endpoint: null, cacheFolder: null, token: null, threads: threads ?? null, offline },
        {
          environment: process.env,
          home: homedir(),
          cores: availableParallelism(),
          assets: bundledAssets(import.meta.url),
          version,
          modelIdleMs: 0,
        },
      ),
    ),
});
