import { createInterface } from 'node:readline/promises';
import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import { formatBytes } from '../words/format-bytes.ts';
import type { Output } from './output.ts';
import type { ProgressDisplay } from './progress-display.ts';

/** Where a question can be put; `isTTY` on both: there is a person. */
export interface Terminal {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stderr: Pick<Output, 'isTTY' | 'stream'>;
  signal: AbortSignal;
}

/** Consent to a large download: given by an option, or asked for on a terminal; refused where nobody can be asked. */
export async function confirmDownload(params: {
  plan: DownloadPlan;
  yes: boolean;
  context: Terminal;
  display: ProgressDisplay;
}): Promise<boolean> {
  const { plan, yes, context, display } = params;
  if (yes) return true;
  if (!context.stdin.isTTY || !context.stderr.isTTY) return false;
  display.close();
  const terminal = createInterface({ input: context.stdin, output: context.stderr.stream });
  try {
    const answer = await terminal.question(`Download ${formatBytes(plan.bytesToFetch)}? [y/N] `, {
      signal: context.signal,
    });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    // Ctrl-C at the question: the run itself sees the aborted signal and ends as cancelled.
    if (context.signal.aborted) return true;
    throw error;
  } finally {
    terminal.close();
  }
}
