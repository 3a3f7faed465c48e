import type { RankingDocument, RankingPart } from './document.ts';
import type { MergeRefusal } from './merge-refusal.ts';

/** A part under the name by which messages call it. */
export interface NamedPart {
  file: string;
  document: RankingDocument;
  part: RankingPart;
}

/**
 * How far the baselines of two machines may be apart. The same texts give embeddings that differ in their last digits on processors of
 * another kind; scores then differ by far less than this.
 */
export const baselineTolerance = 1e-4;

/** What all parts of one run have in common, what a person chose first. The name of the dataset is not among it: paths differ. */
const commonFields: readonly [string, (part: NamedPart) => unknown][] = [
  ['part.shards', ({ part }) => part.shards],
  ['generator', ({ document }) => document.generator],
  ['model.id', ({ document }) => document.model.id],
  ['model.revision', ({ document }) => document.model.revision],
  ['model.pooling', ({ document }) => document.model.pooling],
  ['model.dimension', ({ document }) => document.model.dimension],
  ['method.score', ({ document }) => document.method.score],
  ['method.others', ({ document }) => document.method.others ?? []],
  ['method.variant', ({ document }) => document.method.variant],
  ['method.regime', ({ document }) => document.method.regime],
  ['target.config', ({ document }) => document.target.config],
  ['target.split', ({ document }) => document.target.split],
  ['target.textColumns', ({ document }) => document.target.textColumns],
  ['target.labelColumn', ({ document }) => document.target.labelColumn],
  ['target.task', ({ document }) => document.target.task],
  ['target.classes', ({ document }) => document.target.classes],
  ['target.rows', ({ document }) => document.target.rows],
  ['target.rowsRead', ({ document }) => document.target.rowsRead],
  ['target.seed', ({ document }) => document.target.seed],
  ['target.fingerprint', ({ document }) => document.target.fingerprint],
  ['part.requested', ({ part }) => part.requested],
  ['part.maps', ({ part }) => part.maps],
];

/** The first field in which two parts cannot be of the same run; null where they are of one. */
export function differenceOfRuns(first: NamedPart, second: NamedPart): MergeRefusal | null {
  for (const [field, fact] of commonFields) {
    const [value, otherValue] = [JSON.stringify(fact(first)), JSON.stringify(fact(second))];
    if (value !== otherValue) return differentRuns(field, first, value, second, otherValue);
  }
  const [here, there] = [baselineNumbers(first), baselineNumbers(second)];
  const close = here.every((value, index) => Math.abs(value - (there[index] ?? Number.NaN)) <= baselineTolerance);
  if (close && here.length === there.length) return null;
  return differentRuns('baseline', first, JSON.stringify(here), second, JSON.stringify(there));
}

function baselineNumbers({ document: { baseline } }: NamedPart): number[] {
  return baseline === null ? [] : [baseline.score, ...baseline.evidence];
}

function differentRuns(
  field: string,
  { file }: NamedPart,
  value: string,
  { file: otherFile }: NamedPart,
  otherValue: string,
): MergeRefusal {
  return { code: 'merge-different-runs', field, file, value, otherFile, otherValue };
}
