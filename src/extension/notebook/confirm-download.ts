import { window } from 'vscode';
import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import type { Look } from '../../protocol/rank-request.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { fewMaps } from '../rank-command/answers.ts';
import { editorVoice as voice } from '../voice.ts';

/** Asks a person before a large download; where there are two ways to fetch maps, which one. */
export async function confirmDownload(plan: DownloadPlan): Promise<boolean | Look> {
  const detail = describePlan(plan);
  const choices = choicesOf(plan);
  const chosen = await window.showWarningMessage(questionOf(plan), { modal: true, detail }, ...choices.keys());
  return (chosen === undefined ? undefined : choices.get(chosen)) ?? false;
}

/** The buttons, and what each of them answers. */
function choicesOf({ look, otherwise, bytesToFetch }: DownloadPlan): Map<string, true | Look> {
  if (look === undefined || otherwise === undefined) return new Map([[voice.say('Download'), true]]);
  const bytes = { [look]: bytesToFetch, [otherwise.look]: otherwise.bytesToFetch };
  return new Map([
    [voice.say('First look at all ({0})', formatBytes(bytes.first ?? 0)), 'first'],
    [voice.say('All whole ({0})', formatBytes(bytes.all ?? 0)), 'all'],
  ]);
}

function questionOf({ bytesToFetch, esmsSelected, dataset }: DownloadPlan): string {
  const size = formatBytes(bytesToFetch);
  if (dataset !== undefined) return voice.say('Download {0} to read the dataset {1}?', size, dataset);
  if (esmsSelected === 0) return voice.say('Download {0} to make the map?', size);
  return esmsSelected === 1
    ? voice.say('Download {0} to rank 1 map?', size)
    : voice.say('Download {0} to rank {1} maps?', size, formatCount(esmsSelected));
}

/** What is to be downloaded, part by part, and how to do with less where that is possible. */
function describePlan({ model, modelBytesToFetch, esmBytesToFetch, ...plan }: DownloadPlan): string {
  const maps = plan.esmsSelected - plan.esmsCached;
  const size = formatBytes(esmBytesToFetch);
  const isLook = plan.look === 'first';
  if (plan.esmsSelected === 0 && plan.dataset === undefined) {
    return voice.say('{0}, or the model that was fine-tuned from it, is not in the cache yet.', model);
  }
  const lines: string[] = [];
  if (modelBytesToFetch > 0) {
    lines.push(voice.say('The base model {0} is not in the cache yet: {1}.', model, formatBytes(modelBytesToFetch)));
  }
  if (isLook) {
    lines.push(
      voice.say(
        'A first look fetches an eighth of each of {0} maps, and those whole that may be among the best: up to {1}.',
        formatCount(maps),
        size,
      ),
    );
  }
  if (maps === 1 && !isLook) lines.push(voice.say('1 map is not in the cache yet: {0}.', size));
  if (maps > 1 && !isLook) lines.push(voice.say('{0} maps are not in the cache yet: {1}.', formatCount(maps), size));
  if (maps > fewMaps && !isLook) {
    lines.push(
      voice.say(
        'To download less, add "max-esms: {0}" to the recipe: it ranks those that fit your data best.',
        fewMaps,
      ),
    );
  }
  return lines.join('\n');
}
