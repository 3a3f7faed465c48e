import { window } from 'vscode';
import { downloadParts, downloadQuestion, downloadWays } from '../../assistant/download-question.ts';
import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import type { Look } from '../../protocol/rank-request.ts';
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
function choicesOf(plan: DownloadPlan): Map<string, true | Look> {
  const ways = downloadWays(plan, voice);
  if (ways.length === 0) return new Map([[voice.say('Download'), true]]);
  return new Map(ways.map(({ look, label }) => [label, look]));
}

/** How to do with less, where that is possible. */
function withLess({ esmsSelected, esmsCached, look }: DownloadPlan): string[] {
  if (esmsSelected - esmsCached <= fewMaps || look === 'first') return [];
  return [
    voice.say('To download less, add "max-esms: {0}" to the recipe: it ranks those that fit your data best.', fewMaps),
  ];
}
