import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import type { Look } from '../protocol/rank-request.ts';
import { formatBytes } from '../words/format-bytes.ts';
import type { Voice } from '../words/voice.ts';

/** The question before a large download. */
export function downloadQuestion({ bytesToFetch, esmsSelected, dataset }: DownloadPlan, voice: Voice): string {
  const size = formatBytes(bytesToFetch);
  if (dataset !== undefined) return voice.say('Download {0} to read the dataset {1}?', size, dataset);
  if (esmsSelected === 0) return voice.say('Download {0} to make the map?', size);
  return esmsSelected === 1
    ? voice.say('Download {0} to rank 1 map?', size)
    : voice.say('Download {0} to rank {1} maps?', size, formatCount(esmsSelected));
}

/** The two ways to fetch maps, each with its size; none where there is no choice. */
export function downloadWays(
  { look, otherwise, bytesToFetch }: DownloadPlan,
  voice: Voice,
): { look: Look; label: string }[] {
  if (look === undefined || otherwise === undefined) return [];
  const bytes = { first: bytesToFetch, all: bytesToFetch, [otherwise.look]: otherwise.bytesToFetch };
  return [
    { look: 'first', label: voice.say('First look at all ({0})', formatBytes(bytes.first)) },
    { look: 'all', label: voice.say('All whole ({0})', formatBytes(bytes.all)) },
  ];
}

/** What is to be downloaded, part by part, a sentence each. */
export function downloadParts(
  { model, modelBytesToFetch, esmBytesToFetch, ...plan }: DownloadPlan,
  voice: Voice,
): string[] {
  const maps = plan.esmsSelected - plan.esmsCached;
  const size = formatBytes(esmBytesToFetch);
  if (plan.esmsSelected === 0 && plan.dataset === undefined) {
    return [voice.say('{0}, or the model that was fine-tuned from it, is not in the cache yet.', model)];
  }
  const ofModel =
    modelBytesToFetch === 0
      ? []
      : [voice.say('The base model {0} is not in the cache yet: {1}.', model, formatBytes(modelBytesToFetch))];
  if (plan.look === 'first') {
    const look = voice.say(
      'A first look fetches an eighth of each of {0} maps, and those whole that may be among the best: up to {1}.',
      formatCount(maps),
      size,
    );
    return [...ofModel, look];
  }
  if (maps === 0) return ofModel;
  return [
    ...ofModel,
    maps === 1
      ? voice.say('1 map is not in the cache yet: {0}.', size)
      : voice.say('{0} maps are not in the cache yet: {1}.', formatCount(maps), size),
  ];
}

function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
