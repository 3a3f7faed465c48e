import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { ElicitRequestFormParams } from '@modelcontextprotocol/sdk/types.js';
import { downloadParts, downloadQuestion, downloadWays } from '../assistant/download-question.ts';
import { assistantVoice } from '../assistant/voice.ts';
import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import type { Look } from '../protocol/rank-request.ts';

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
function choiceOf(plan: DownloadPlan): Field {
  const ways = downloadWays(plan, assistantVoice);
  if (ways.length === 0) return { type: 'boolean', title: 'Download', default: false };
  const values = ['none', ...ways.map(({ look }) => look)];
  const names = ['No download', ...ways.map(({ label }) => label)];
  return { type: 'string', title: 'Download', enum: values, enumNames: names, default: 'none' };
}
