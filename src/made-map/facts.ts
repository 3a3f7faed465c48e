import type { TrainingReport } from '../protocol/training-report.ts';
import { formatCount, formatMilliseconds } from '../ranking/number-format.ts';
import { plainLine } from '../ranking/plain-text.ts';
import { english, type Translate } from '../ranking/sentences/translate.ts';
import { formatError, formatLength } from './numbers.ts';

/** A name over a value. Plain text, not yet escaped. */
export interface NamedFact {
  name: string;
  value: string;
}

/** What a map was made of, and what it is. */
export function factsOf(report: TrainingReport, say: Translate = english): NamedFact[] {
  const { base, tuned, dimension, dtype, lambda, effectiveDimensions, timings } = report;
  return [
    { name: say('Task'), value: taskOf(report) },
    { name: say('Texts'), value: textsOf(report, say) },
    { name: say('Base model'), value: plainLine(base.id) },
    { name: say('Fine-tuned model'), value: plainLine(tuned?.id ?? '') },
    { name: say('Folder'), value: plainLine(report.map) },
    { name: say('Size'), value: say('{0} × {1}, {2}', formatCount(dimension), formatCount(dimension), dtype) },
    { name: say('λ of the ridge'), value: formatError(lambda) },
    {
      name: say('Effective dimensions'),
      value: say('{0} of {1}', formatLength(effectiveDimensions), formatCount(dimension)),
    },
    { name: say('Time'), value: formatMilliseconds(timings.totalMs) },
  ].filter(({ value }) => value !== '');
}

function taskOf({ taskId, taskSubset, labelColumn }: TrainingReport): string {
  const name = [taskId, taskSubset].filter((part) => part !== null && part !== '').join(' · ');
  return plainLine(labelColumn === null ? name : `${name} → ${labelColumn}`);
}

function textsOf({ rows, sources, seed }: TrainingReport, say: Translate): string {
  const counted = rows === 1 ? say('1 row') : say('{0} rows', formatCount(rows));
  const from = sources.length === 1 ? counted : say('{0} of {1} sources', counted, sources.length);
  return seed === null ? from : say('{0}, seed {1}', from, seed);
}

/** What the effective dimensions mean: how many directions the rows say something about. */
export function dimensionsSentence(report: TrainingReport, say: Translate = english): string {
  const { effectiveDimensions, dimension, rows } = report;
  return say(
    'The {0} rows decide what the map does in {1} of {2} dimensions; in the others it leaves embeddings as they are.',
    formatCount(rows),
    formatLength(effectiveDimensions),
    formatCount(dimension),
  );
}
