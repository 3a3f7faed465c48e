import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import { droppedRows } from '../protocol/dataset-facts.ts';
import type { RankingDocument } from '../ranking/document.ts';
import { factInWords } from '../ranking/facts-in-words.ts';
import { formatCount } from '../ranking/number-format.ts';
import { lookedAtSentence } from '../ranking/sentences/looked.ts';
import { sampleSentence, targetSentence } from '../ranking/sentences/provenance.ts';
import { describeDrops, encodingName } from '../words/dataset-facts.ts';
import { describeCodedFact } from '../words/describe-coded-fact.ts';
import { formatBytes } from '../words/format-bytes.ts';
import { commandLineVoice } from './voice.ts';

/** What was taken of the dataset: columns, classes, sample, rows left out by reason, and warnings. One line each. */
export function describeTarget({ target, warnings }: Pick<RankingDocument, 'target' | 'warnings'>): string[] {
  const part = target.sheet ?? (target.encoding === undefined ? null : encodingName(target.encoding));
  const lines = [
    `${target.source}${part === null ? '' : ` (${part})`}: ${targetSentence({ target })}; ${sampleSentence({ target })}.`,
  ];
  const drops = target.dropped.map((entry) => droppedRows.safeParse(entry)).flatMap(({ data }) => data ?? []);
  const isWarnedOf = warnings.some(({ code }) => code === 'dataset-many-dropped');
  if (drops.length > 0 && !isWarnedOf) lines.push(`Left out: ${describeDrops(drops, commandLineVoice)}.`);
  return [...lines, ...describeWarnings(warnings)];
}

/** Warnings that are known only once the texts are embedded. */
export function describeLateWarnings({ warnings }: Pick<RankingDocument, 'warnings'>): string[] {
  const late = warnings.filter(({ code }) => code === 'run-device-not-started');
  return describeWarnings(late);
}

/** What became of a first look: known only at the end. */
export function describeLook({
  tasks,
  certainty,
  warnings,
}: Pick<RankingDocument, 'tasks' | 'certainty' | 'warnings'>): string[] {
  const looks = new Set(['run-no-first-look', 'run-look-not-completed']);
  const lines = describeWarnings(warnings.filter(({ code }) => looks.has(code)));
  const sentence = lookedAtSentence({ tasks, certainty }, commandLineVoice.say);
  return sentence === ''
    ? lines
    : [...lines, `${sentence} ${commandLineVoice.setting('look', 'all')} looks at all of them whole.`];
}

/** How many maps will be ranked, and what must be downloaded for it. */
export function describeDownloadPlan(plan: DownloadPlan): string {
  const available = plan.esmsAvailable === null ? '' : ` of ${formatCount(plan.esmsAvailable)}`;
  const noun = (plan.esmsAvailable ?? plan.esmsSelected) === 1 ? 'map' : 'maps';
  const maps = `${formatCount(plan.esmsSelected)}${available} ${noun} of ${plan.model}`;
  if (plan.bytesToFetch === 0 && plan.esmsCached === plan.esmsSelected) return `Ranking ${maps}, all in the cache.`;
  const cached = `Ranking ${maps}; ${formatCount(plan.esmsCached)} in the cache`;
  if (plan.bytesToFetch === 0) return `${cached}, nothing to download.`;
  const model = plan.modelBytesToFetch === 0 ? '' : ` (base model: ${formatBytes(plan.modelBytesToFetch)})`;
  const size = formatBytes(plan.bytesToFetch);
  if (plan.look !== 'first' || plan.otherwise === undefined) return `${cached}, about ${size} to download${model}.`;
  const whole = `all whole, with --look all: ${formatBytes(plan.otherwise.bytesToFetch)}`;
  return `${cached}, up to ${size} to download for a first look at all and the best whole${model}; ${whole}.`;
}

/** Warnings in sentences. */
export function describeWarnings(warnings: RankingDocument['warnings']): string[] {
  return warnings.map((warning) => describeCodedFact(warning, commandLineVoice) ?? factInWords(warning));
}

/** Each line ended; empty where there are none. */
export function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
