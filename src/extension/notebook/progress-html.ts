import type { Progress } from '../../protocol/progress.ts';
import { escapeHtml } from '../../ranking/export/escape-html.ts';
import { describeAmount, describeStage, formatDuration, remainingMs } from '../../words/describe-progress.ts';
import type { Voice } from '../../words/voice.ts';
import type { StageState } from './stage-states.ts';

/** Inline, because an output of a notebook has no style sheet of its own; colours are those of the editor's theme. */
const style = {
  grid: 'display:grid;grid-template-columns:max-content minmax(6em,14em) max-content;gap:4px 12px;align-items:center;width:max-content;max-width:100%;font-family:var(--vscode-font-family);font-size:var(--vscode-font-size);padding:4px 0 8px',
  track:
    'display:block;height:4px;border-radius:2px;background:color-mix(in srgb, currentColor 18%, transparent);overflow:hidden',
  bar: 'display:block;height:100%;background:var(--vscode-progressBar-background,#0078d4)',
  amount: 'color:var(--vscode-descriptionForeground);font-variant-numeric:tabular-nums;white-space:nowrap',
};

/** How far a run is, as a fragment of HTML: one line a stage with its bar, counts, and the time that it will still take. */
export function progressHtml(stages: readonly StageState[], now: number, voice: Voice): string {
  if (stages.length === 0) return `<div role="status">${escapeHtml(voice.say('Starting…'))}</div>`;
  const lines = stages.map((state) => stageLine(state, now, voice));
  return `<div role="status" aria-label="${escapeHtml(voice.say('Progress'))}" style="${style.grid}">${lines.join('')}</div>`;
}

function stageLine({ progress, startedAt }: StageState, now: number, voice: Voice): string {
  const { done, total } = progress;
  const name = describeStage(progress.stage, voice);
  const left = remainingMs(progress, now - startedAt);
  const amount = amountAndRest(progress, left, voice);
  return `<span>${escapeHtml(name)}</span>${bar(done, total)}<span style="${style.amount}">${escapeHtml(amount)}</span>`;
}

function bar(done: number, total: number | null): string {
  const percent = total === null || total === 0 ? 0 : Math.min(100, Math.round((100 * done) / total));
  return `<span aria-hidden="true" style="${style.track}"><span style="${style.bar};width:${percent}%"></span></span>`;
}

/** One line for the notification: the last stage that is not done, with its amount. */
export function progressLine(stages: readonly StageState[], now: number, voice: Voice): string {
  // Of stages that run side by side the later one says more.
  const state = stages.findLast(({ progress }) => progress.done !== progress.total) ?? stages.at(-1);
  if (state === undefined) return voice.say('Starting…');
  const left = remainingMs(state.progress, now - state.startedAt);
  return voice.say('{0}: {1}', describeStage(state.progress.stage, voice), amountAndRest(state.progress, left, voice));
}

function amountAndRest(progress: Progress, left: number | null, voice: Voice): string {
  const amount = describeAmount(progress, voice);
  return left === null ? amount : voice.say('{0}, {1} left', amount, formatDuration(left));
}
