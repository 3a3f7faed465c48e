import { window } from 'vscode';
import type { DownloadPlan } from '../../engine/download-plan.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { editorVoice as voice } from '../voice.ts';

/** Asks a person before a large download. */
export async function confirmDownload(plan: DownloadPlan): Promise<boolean> {
  const download = voice.say('Download');
  const question = voice.say(
    'Download {0} to rank {1} maps?',
    formatBytes(plan.bytesToFetch),
    formatCount(plan.esmsSelected),
  );
  const detail = voice.say(
    '{0} maps of {1} are not in the cache yet. To download less, add "max-esms: 100" to the recipe: it ranks those that fit your data best.',
    formatCount(plan.esmsSelected - plan.esmsCached),
    plan.model,
  );
  return (await window.showWarningMessage(question, { modal: true, detail }, download)) === download;
}
