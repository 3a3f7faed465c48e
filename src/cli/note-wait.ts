import type { HubWait } from '../protocol/progress.ts';
import { describeWait } from '../words/describe-progress.ts';
import type { Output } from './output.ts';
import { commandLineVoice as voice } from './voice.ts';

/** Says on stderr why a command that shows no progress stands still. Nothing is to be said when the wait is over. */
export function noteWait(wait: HubWait, stderr: Pick<Output, 'write'>): () => void {
  stderr.write(`esm-rank: ${describeWait(wait, voice)}\n`);
  return () => {};
}
