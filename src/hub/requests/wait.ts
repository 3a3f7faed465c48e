import { setTimeout as delay } from 'node:timers/promises';
import { throwIfCancelled } from '../cancelled.ts';
import type { Hub } from '../hub.ts';

/**
 * Waits before a request. A wait that a person would wonder about is told to `hub.onWait` while it lasts.
 *
 * @param params.asked whether the Hub asked for it; else it is the pause after a failure
 * @throws {ProblemError} run-cancelled, as soon as the signal is aborted
 */
export async function wait(hub: Hub, ms: number, params: { asked: boolean; signal: AbortSignal }): Promise<void> {
  const { asked, signal } = params;
  const over = ms > hub.timing.shownWaitMs ? hub.onWait?.({ seconds: Math.ceil(ms / 1000), asked }) : undefined;
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    throwIfCancelled(signal);
    throw error;
  } finally {
    over?.();
  }
}
