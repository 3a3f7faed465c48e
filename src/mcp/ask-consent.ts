import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { downloadParts, downloadQuestion } from '../assistant/download-question.ts';
import { assistantVoice } from '../assistant/voice.ts';
import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';

/** A person may be away from the desk. */
const patienceMs = 10 * 60_000;

/** Asks the person before the client whether so much may be downloaded; false where the client cannot ask, or nobody says yes. */
export async function askConsent(server: Server, plan: DownloadPlan, signal: AbortSignal): Promise<boolean> {
  if (server.getClientCapabilities()?.elicitation === undefined) return false;
  const answer = await server.elicitInput(
    {
      message: [downloadQuestion(plan, assistantVoice), ...downloadParts(plan, assistantVoice)].join('\n'),
      requestedSchema: {
        type: 'object',
        properties: { download: { type: 'boolean', title: 'Download', default: false } },
        required: ['download'],
      },
    },
    { signal, timeout: patienceMs },
  );
  return answer.action === 'accept' && answer.content?.download === true;
}
