import { availableParallelism, homedir } from 'node:os';
import { bundledAssets } from '../engine/bundled-assets.ts';
import { contextFromEnvironment } from '../engine/context-from-environment.ts';
import { createLocalEngine } from '../engine/local-engine.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { EngineOptions } from './command-context.ts';
import { runCommandLine } from './command-line.ts';
import { exitCodes } from './exit-codes.ts';
import { limitYoungGeneration } from './limit-young-generation.ts';
import { noteWait } from './note-wait.ts';
import { outputTo } from './output.ts';
import { reportProblem } from './report-problem.ts';
import { abortOnStopSignals } from './stop-signals.ts';
import { version } from './version.ts';

limitYoungGeneration();
const stderr = outputTo(process.stderr);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure; a full disk behind `>` is.
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  const problem = {
    area: 'run',
    code: 'run-output-not-written',
    file: 'standard output',
    reason: error.message,
  } as const;
  process.exit(reportProblem(new ProblemError(problem), stderr));
});
// There is nowhere left to say that nobody reads the messages.
process.stderr.on('error', () => {});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: outputTo(process.stdout),
  stderr,
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
          onWait: (wait) => noteWait(wait, stderr),
        },
      ),
    ),
});
