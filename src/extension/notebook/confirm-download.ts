import { window } from 'vscode';
import { downloadParts, downloadQuestion } from '../../assistant/download-question.ts';
import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import type { Look } from '../../protocol/rank-request.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { fewMaps } from '../rank-command/answers.ts';
import { editorVoice as voice } from '../voice.ts';

/** Asks a person before a large download; where there are two ways to fetch maps, which one. */
export async function confirmDownload(plan: DownloadPlan): Promise<boolean | Look> {
  const detail = [...downloadParts(plan, voice), ...withLess(plan)].join('\n');
  const choices = choicesOf(plan);
  const chosen = await window.showWarningMessage(
    downloadQuestion(plan, voice),
    { modal: true, detail },
    ...choices.keys(),
  );
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

/** How to do with less, where that is possible. */
function withLess({ esmsSelected, esmsCached, look }: DownloadPlan): string[] {
  if (esmsSelected - esmsCached <= fewMaps || look === 'first') return [];
  return [
    voice.say('To download less, add "max-esms: {0}" to the recipe: it ranks those that fit your data best.', fewMaps),
  ];
}
