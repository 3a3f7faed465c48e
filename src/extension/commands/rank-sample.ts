import type { Uri } from 'vscode';
import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import { consentLimitBytes } from '../../engine/between-stages/download-plan.ts';
import type { DownloadEstimate } from '../../engine/maps/estimate-download.ts';
import { confirmDownload } from '../notebook/confirm-download.ts';
import { fewMaps, likelyModel, type MapChoice } from '../rank-command/answers.ts';
import { lookAt } from '../rank-command/look-at.ts';
import { listedSoon, openRanking, type RankServices } from '../rank-command/rank-dataset.ts';
import { readSettings } from '../settings.ts';
import { openSample, sampleFile } from './open-sample.ts';

const maps = { kind: 'at-most', maps: fewMaps } as const satisfies MapChoice;

/** Opens the sample and ranks it without a question, unless the download is a large one. */
export async function rankSample(extension: Uri, services: RankServices): Promise<void> {
  const { engine, models, remembered, extensionId } = services;
  await openSample(extension);
  const model = likelyModel([remembered.lastModel, readSettings().defaultModel], await listedSoon(models));
  const size = await lookAt(model, (signal) => engine.estimateDownload({ model, signal }));
  const plan = planOf(size);
  if (plan.bytesToFetch > consentLimitBytes && !(await confirmDownload(plan))) return;
  const dataset = sampleFile(extension).fsPath;
  await openRanking({ dataset, text: ['description'], label: 'use', model, 'max-esms': maps.maps }, extensionId);
}

function planOf(size: DownloadEstimate): DownloadPlan {
  const esmsSelected = Math.min(maps.maps, size.esms);
  const esmsCached = Math.min(size.esmsCached, esmsSelected);
  const esmBytesToFetch = (esmsSelected - esmsCached) * size.bytesPerEsm;
  return {
    model: size.model,
    dimension: 0,
    esmsAvailable: size.esms,
    esmsSelected,
    esmsCached,
    esmBytesToFetch,
    modelBytesToFetch: size.modelBytesToFetch,
    bytesToFetch: esmBytesToFetch + size.modelBytesToFetch,
  };
}
