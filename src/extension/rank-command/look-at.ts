import { setTimeout as sleep } from 'node:timers/promises';
import { type CancellationToken, ProgressLocation, window } from 'vscode';
import { ProblemError } from '../../protocol/problem.ts';
import { editorVoice as voice } from '../voice.ts';

/** From when on there is a way out: most looks are over sooner, and a notification that only flashes up says nothing. */
const patienceMs = 1_500;

/**
 * Shows that a dataset is being looked at: in the status bar, and where it takes long in a notification that can be cancelled.
 *
 * @throws {ProblemError} run-cancelled; what `look` throws
 */
export async function lookAt<Found>(name: string, look: (signal: AbortSignal) => Promise<Found>): Promise<Found> {
  const title = voice.say('Looking at {0}', name);
  const controller = new AbortController();
  const looking = look(controller.signal);
  const soon = await window.withProgress({ location: ProgressLocation.Window, title }, () =>
    Promise.race([looking.then((found) => ({ found })), sleep(patienceMs, null, { ref: false })]),
  );
  if (soon !== null) return soon.found;
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_, token) => Promise.race([looking, untilLeft(token, controller)]));
}

/** Never fulfilled. Rejected at once where the person leaves, also where others still wait for the same look. */
function untilLeft(token: CancellationToken, controller: AbortController): Promise<never> {
  return new Promise((_, reject) => {
    token.onCancellationRequested(() => {
      controller.abort();
      reject(new ProblemError({ area: 'run', code: 'run-cancelled' }));
    });
  });
}
