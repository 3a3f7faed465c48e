import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import { formatCount } from '../ranking/number-format.ts';
import { formatBytes } from '../words/format-bytes.ts';
import { ask, type Terminal } from './ask.ts';
import type { ProgressDisplay } from './progress-display.ts';

function questionOf({ look, bytesToFetch, esmsSelected, otherwise }: DownloadPlan): string {
  const size = formatBytes(bytesToFetch);
  if (look !== 'first' || otherwise === undefined) return `Download ${size}?`;
  const whole = `all whole, with --look all: ${formatBytes(otherwise.bytesToFetch)}`;
  return `Download up to ${size} for a first look at ${formatCount(esmsSelected)} maps (${whole})?`;
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
  const answer = await ask(questionOf(plan), context);
  // Cancelled at the question, the run itself sees the aborted signal and ends so.
  return answer === 'yes' || answer === 'cancelled';
}
