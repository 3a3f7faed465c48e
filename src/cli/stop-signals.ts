import { exitCodes } from './exit-codes.ts';

/**
 * Turns SIGINT and SIGTERM into an abort, so that a command can end in order and keep what it has. A second one ends the
 * process at once, for the case that ending in order hangs.
 */
export function abortOnStopSignals(process: NodeJS.Process): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(exitCodes.cancelled);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
