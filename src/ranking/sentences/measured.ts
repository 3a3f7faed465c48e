import type { MeasuredGain, Measurement, RankedTask, RankingDocument } from '../document.ts';
import { formatCount } from '../number-format.ts';
import { plainLine } from '../plain-text.ts';
import { taskName } from '../task-name.ts';
import type { Translate } from './translate.ts';

/** A task that was tried, with what came of it. */
type TriedTask = RankedTask & { measured: MeasuredGain };

/** Whether any task of the ranking was tried. */
export function isMeasured({ tasks }: Pick<RankingDocument, 'tasks'>): boolean {
  return tasks.some(({ measured }) => measured !== undefined);
}

/** `+3.1 ± 0.8`, in points; empty where the task was not tried. @param minus as of `scoreFormat` */
export function measuredCell({ measured }: Pick<RankedTask, 'measured'>, minus: '-' | '−' = '−'): string {
  if (measured === undefined) return '';
  const { gain, spread } = measured;
  const digits = Math.abs(100 * gain).toFixed(1);
  const sign = Number(digits) === 0 ? '±' : gain > 0 ? '+' : minus;
  return spread === null ? `${sign}${digits}` : `${sign}${digits} ± ${(100 * spread).toFixed(1)}`;
}

/** What was measured, before anything that is estimated; null where nothing was. */
export function measuredAnswer(
  document: RankingDocument,
  say: Translate,
): { headline: string; basis: string | null } | null {
  const best = bestTried(document);
  if (best === null) return null;
  const { measurement } = document;
  const basis = measurement === undefined ? null : basisSentence(best, measurement, say);
  return { headline: headlineOf(best, document, say), basis };
}

/** The task of the largest measured gain; of equal ones the better ranked. */
function bestTried({ tasks }: Pick<RankingDocument, 'tasks'>): TriedTask | null {
  let best: TriedTask | null = null;
  for (const task of tasks) {
    if (isTried(task) && (best === null || task.measured.gain > best.measured.gain)) best = task;
  }
  return best;
}

function isTried(task: RankedTask): task is TriedTask {
  return task.measured !== undefined;
}

function headlineOf(best: TriedTask, { tasks, model }: RankingDocument, say: Translate): string {
  const name = plainLine(taskName(best));
  const cell = measuredCell(best);
  const { gain, spread } = best.measured;
  if (gain > (spread ?? 0)) return say('Measured: {0} points with {1}.', cell, name);
  if (gain > 0) return say('Measured: {0} points with {1}, which may be luck.', cell, name);
  const tried = tasks.filter(isTried).length;
  return tried === 1
    ? say(
        'Measured: {1} did not help ({0} points). Fine-tune {2} on your data directly.',
        cell,
        name,
        plainLine(model.id),
      )
    : say(
        'Measured: none of {3} tasks helped; the best, {1}, gave {0} points. Fine-tune {2} on your data directly.',
        cell,
        name,
        plainLine(model.id),
        formatCount(tried),
      );
}

function basisSentence({ measured }: TriedTask, { metric, without, tested }: Measurement, say: Translate): string {
  const facts = [formatCount(tested), metricName(metric, say), (100 * without).toFixed(1), formatCount(measured.seeds)];
  return measured.seeds === 1
    ? say('On {0} rows that were held out, {1} without an intermediate task is {2}; one seed says little.', ...facts)
    : say(
        'On {0} rows that were held out, {1} without an intermediate task is {2}; the ± is the standard deviation over {3} seeds.',
        ...facts,
      );
}

function metricName(metric: Measurement['metric'], say: Translate): string {
  return metric === 'accuracy' ? say('accuracy (%)') : say('correlation (× 100)');
}
