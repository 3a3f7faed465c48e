import { ProgressLocation, window } from 'vscode';
import { RankCancelled } from '../../engine/between-stages/rank-cancelled.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RankRequest } from '../../protocol/rank-request.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { confirmDownload } from '../notebook/confirm-download.ts';
import { progressLine } from '../notebook/progress-html.ts';
import { isBounded } from '../notebook/rank-run.ts';
import { RunState } from '../notebook/run-state.ts';
import { readSettings } from '../settings.ts';
import { editorVoice as voice } from '../voice.ts';

/**
 * Ranks with the progress in a notification that cancels, for a ranking that has no cell yet.
 *
 * @param name what a person calls the dataset; the document names it so
 * @returns null where the person cancelled before a map was scored; after that, what was ranked until then
 * @throws {ProblemError} what ends a run
 */
export function rankInNotification(
  name: string,
  request: RankRequest,
  engine: Engine,
): Promise<RankingDocument | null> {
  const title = voice.say('Ranking intermediate tasks for {0}', name);
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    window.withProgress(options, async (notification, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const state = new RunState(performance.now());
      try {
        const ranking = await engine.rank(
          { ...request, device: readSettings().device },
          {
            signal: controller.signal,
            onProgress: (progress) => {
              state.progress(progress, performance.now());
              notification.report({ message: progressLine(state.stages(), performance.now(), voice) });
            },
            onResult: (event) => state.event(event),
            confirmDownload: async (plan) => isBounded(request) || confirmDownload(plan),
          },
        );
        return named(ranking, name);
      } catch (error) {
        if (!(error instanceof RankCancelled)) throw error;
        const { partial } = error;
        return partial === null || partial.tasks.length === 0 ? null : named({ ...partial, interrupted: true }, name);
      }
    }),
  );
}

/** The temporary file is gone when the ranking is read. */
function named(ranking: RankingDocument, source: string): RankingDocument {
  return { ...ranking, target: { ...ranking.target, source } };
}
