import { type CancellationToken, ProgressLocation, window } from 'vscode';
import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import type { Engine } from '../../engine/engine.ts';
import type { PrefetchedEsms } from '../../engine/maps/prefetch-esms.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { Progress } from '../../protocol/progress.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { describeAmount, describeStage } from '../../words/describe-progress.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import type { Log } from '../log.ts';
import { editorVoice as voice } from '../voice.ts';

/**
 * Downloads a base model and all its maps, with progress and a way to cancel; says how it ended. Nothing is said to a person who does not
 * want the download.
 */
export async function prefetchMaps(model: string, engine: Engine, log: Log): Promise<void> {
  const options = {
    location: ProgressLocation.Notification,
    title: voice.say('Downloading the maps of {0}', model),
    cancellable: true,
  };
  const result = await wanted(
    window.withProgress(options, (report, token) => {
      const onProgress = reporter((step) => report.report(step));
      return engine.prefetchEsms(model, { signal: signalOf(token), onProgress, confirmDownload });
    }),
  );
  if (result !== null) tell(result, log);
}

/** What the download brings; null where the question before it was answered with no. */
async function wanted(download: Thenable<PrefetchedEsms>): Promise<PrefetchedEsms | null> {
  try {
    return await download;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'run-prefetch-needs-consent') return null;
    throw error;
  }
}

/** Turns progress into steps of a hundred: VS Code wants what is new, and shows one bar. */
export function reporter(
  report: (step: { message: string; increment?: number }) => void,
): (progress: Progress) => void {
  let shown = 0;
  return (progress) => {
    const message = `${describeStage(progress.stage, voice)}: ${describeAmount(progress, voice)}`;
    if (progress.stage !== 'fetch-esms' || progress.total === null || progress.total === 0) {
      report({ message });
      return;
    }
    const percent = (100 * progress.done) / progress.total;
    report({ message, increment: percent - shown });
    shown = percent;
  };
}

async function confirmDownload(plan: DownloadPlan): Promise<boolean> {
  const download = voice.say('Download');
  const question = voice.say('Download {0}, the maps of {1}?', formatBytes(plan.bytesToFetch), plan.model);
  const detail = voice.say(
    '{0} of {1} maps are not on this machine yet. They are kept in the cache that is shared with Python, and can be removed again in this view.',
    formatCount(plan.esmsSelected - plan.esmsCached),
    formatCount(plan.esmsSelected),
  );
  return (await window.showWarningMessage(question, { modal: true, detail }, download)) === download;
}

function doneSentence(esms: number, model: string): string {
  return esms === 1
    ? voice.say('The only map of {0} is on this machine.', model)
    : voice.say('All {0} maps of {1} are on this machine.', formatCount(esms), model);
}

function tell({ model, fetched, cached, failed }: PrefetchedEsms, log: Log): void {
  const [first] = failed;
  if (first === undefined) {
    void window.showInformationMessage(doneSentence(fetched + cached, model));
    return;
  }
  for (const { repo, code } of failed) log.error(`${repo}: ${code}`);
  const showLog = voice.say('Show Log');
  const sentence = voice.say(
    '{0} of {1} maps could not be downloaded; the first is {2} ({3}).',
    formatCount(failed.length),
    formatCount(fetched + failed.length),
    first.repo,
    first.code,
  );
  void window.showWarningMessage(sentence, showLog).then((picked) => picked === showLog && log.show());
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
