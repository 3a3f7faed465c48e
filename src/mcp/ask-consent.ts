import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { ElicitRequestFormParams } from '@modelcontextprotocol/sdk/types.js';
import { downloadParts, downloadQuestion } from '../assistant/download-question.ts';
import { assistantVoice } from '../assistant/voice.ts';
import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import type { Look } from '../protocol/rank-request.ts';
import { formatBytes } from '../words/format-bytes.ts';

/** A person may be away from the desk. */
const patienceMs = 10 * 60_000;

/**
 * Asks the person before the client whether so much may be downloaded, and where there are two ways to fetch maps, which one; false where the client cannot ask, or
 * nobody says yes.
 */
export async function askConsent(server: Server, plan: DownloadPlan, signal: AbortSignal): Promise<boolean | Look> {
  if (server.getClientCapabilities()?.elicitation === undefined) return false;
  const answer = await server.elicitInput(
    {
      message: [downloadQuestion(plan, assistantVoice), ...downloadParts(plan, assistantVoice)].join('\n'),
      requestedSchema: { type: 'object', properties: { download: choiceOf(plan) }, required: ['download'] },
    },
    { signal, timeout: patienceMs },
  );
  const chosen = answer.action === 'accept' ? answer.content?.download : undefined;
  return chosen === true || chosen === 'first' || chosen === 'all' ? chosen : false;
}

type Field = ElicitRequestFormParams['requestedSchema']['properties'][string];

/** Yes or no, or one of the two ways; none unless it is chosen. */
function choiceOf({ look, otherwise, bytesToFetch }: DownloadPlan): Field {
  if (look === undefined || otherwise === undefined) return { type: 'boolean', title: 'Download', default: false };
  const bytes = { [look]: bytesToFetch, [otherwise.look]: otherwise.bytesToFetch };
  const names = [
    'No download',
    `First look at all (${formatBytes(bytes.first ?? 0)})`,
    `All whole (${formatBytes(bytes.all ?? 0)})`,
  ];
  return { type: 'string', title: 'Download', enum: ['none', 'first', 'all'], enumNames: names, default: 'none' };
}
