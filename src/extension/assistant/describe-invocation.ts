import type { PreparedToolInvocation } from 'vscode';
import type * as z from 'zod';
import { namedDataset } from '../../assistant/named-dataset.ts';
import { inspectArguments } from '../../assistant/tools/inspect-dataset.ts';
import { rankArguments } from '../../assistant/tools/rank-intermediate-tasks.ts';
import { consentLimitBytes } from '../../engine/between-stages/download-plan.ts';
import type { Engine } from '../../engine/engine.ts';
import type { DownloadEstimate } from '../../engine/maps/estimate-download.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { editorVoice as voice } from '../voice.ts';

/** What is looked at for the question. */
interface Look {
  engine: Engine;
  folders: readonly string[];
  signal: AbortSignal;
}

/**
 * What a person is shown before a tool runs. Of a ranking it is a question that names the file, its rows, and how much is downloaded, as far as
 * that can be told; of an inspection that shows values, which file they are of. What else there is only reads names and counts.
 */
export async function describeInvocation(name: string, given: unknown, look: Look): Promise<PreparedToolInvocation> {
  if (name === 'rank_intermediate_tasks') {
    const parsed = rankArguments.safeParse(given);
    // Wrong arguments ask nobody: the tool answers what is wrong with them.
    if (parsed.success) return rankQuestion(parsed.data, look);
  }
  if (name === 'inspect_dataset') {
    const parsed = inspectArguments.safeParse(given);
    if (parsed.success) return inspectQuestion(parsed.data);
  }
  return {};
}

async function rankQuestion(given: z.output<typeof rankArguments>, look: Look): Promise<PreparedToolInvocation> {
  const file = shown(given.dataset);
  const [rows, download] = await Promise.all([rowsSentence(given, look), downloadSentence(given, look)]);
  const where = voice.say('Texts and labels stay on this machine; the ranking is given to the assistant.');
  return {
    invocationMessage: voice.say('Ranking intermediate tasks for {0}', file),
    confirmationMessages: {
      title: voice.say('Rank intermediate tasks for {0}?', file),
      message: [rows, download, where].filter((line) => line !== '').join('\n\n'),
    },
  };
}

function inspectQuestion({ dataset, showValues }: z.output<typeof inspectArguments>): PreparedToolInvocation {
  const file = shown(dataset);
  const invocationMessage = voice.say('Looking at {0}', file);
  if (!showValues) return { invocationMessage };
  const title = voice.say('Show values of {0} to the assistant?', file);
  const message = voice.say(
    'The first values of each column are sent to the language model, and so to whoever runs it.',
  );
  return { invocationMessage, confirmationMessages: { title, message } };
}

/** Empty where it cannot be told now: the tool will say why. A dataset on the Hub is not asked for before a person agrees. */
async function rowsSentence(
  { dataset, encoding, sheet, split }: z.output<typeof rankArguments>,
  { engine, folders, signal }: Look,
): Promise<string> {
  const name = shown(dataset);
  if (isDatasetAddress(dataset))
    return voice.say('{0} is downloaded from the Hugging Face Hub as far as it is needed.', name);
  try {
    const { dataset: file, folder } = await namedDataset(dataset, { folders: async () => folders });
    const { rows } = await engine.inspect({ file, folder, encoding, sheet, split, signal });
    return rows.exact
      ? voice.say('{0} has {1} rows.', name, formatCount(rows.count))
      : voice.say('{0} has more than {1} rows.', name, formatCount(rows.count));
  } catch {
    return '';
  }
}

/** Empty where it cannot be told now. */
async function downloadSentence(given: z.output<typeof rankArguments>, { engine, signal }: Look): Promise<string> {
  const name = shown(given.model);
  try {
    const size = await engine.estimateDownload({ model: given.model, signal });
    const { maps, bytes, isFirstLook } = downloadOf(given, size);
    const [inAll, count] = [formatBytes(bytes), formatCount(maps)];
    if (bytes === 0)
      return voice.say('The base model {0} and its maps are on this machine: nothing is downloaded.', name);
    if (isFirstLook)
      return voice.say(
        'Up to {0} are downloaded for the base model {1} and a first look at {2} maps, of which the best are fetched whole.',
        inAll,
        name,
        count,
      );
    return voice.say('Up to {0} are downloaded for the base model {1} and {2} maps.', inAll, name, count);
  } catch {
    return voice.say('How much is downloaded for the base model {0} cannot be told now.', name);
  }
}

/** What such a run downloads at most; where nobody says how maps are fetched, and all of them whole is much, by a first look. */
function downloadOf(
  { maxEsms = Number.POSITIVE_INFINITY, cachedOnly = false, look }: z.output<typeof rankArguments>,
  { esms, esmsCached, bytesPerEsm, firstLookBytes, modelBytesToFetch }: DownloadEstimate,
): { maps: number; bytes: number; isFirstLook: boolean } {
  const maps = cachedOnly ? 0 : Math.min(esms - esmsCached, maxEsms);
  const whole = modelBytesToFetch + maps * bytesPerEsm;
  const wantsFirst = look === 'first' || (look === undefined && whole > consentLimitBytes);
  if (!wantsFirst || firstLookBytes === null || maps < esms - esmsCached)
    return { maps, bytes: whole, isFirstLook: false };
  return { maps, bytes: modelBytesToFetch + firstLookBytes, isFirstLook: true };
}

/** A name as an assistant gives it, which may be anything, in a line that the editor takes for Markdown. */
function shown(name: string): string {
  return plainLine(name)
    .slice(0, 120)
    .replaceAll(/[\\`*_{}[\]<>()#+!|]/g, '\\$&');
}
