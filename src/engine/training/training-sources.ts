import { ProblemError } from '../../protocol/problem.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { EmbeddingFile } from './embedding-file.ts';
import type { Pairs } from './pairs.ts';
import type { SourceTexts } from './source-texts.ts';

/** Where the embeddings of the task's own rows come from: its texts, or a file. */
export type OwnRows = { kind: 'texts'; texts: SourceTexts } | { kind: 'file'; name: string; file: EmbeddingFile };

/** What a map is fitted on, before anything is embedded. */
export interface TrainingSources {
  own: OwnRows;
  also: SourceTexts[];
}

/** Embeddings of one source with their weight. */
export interface WeightedPairs {
  source: string;
  columns: string[];
  pairs: Pairs;
  /** Of each row; 1 on average over all rows of all sources. */
  rowWeight: number;
  /** Share of the whole, 0 to 1. */
  share: number;
}

/** Rows of each source, the task's own first. */
export function rowsOf({ own, also }: TrainingSources): { source: string; rows: number; repeated: number }[] {
  const first =
    own.kind === 'file' ? { source: own.name, rows: own.file.rows, repeated: own.file.repeated } : countOf(own.texts);
  return [first, ...also.map(countOf)];
}

function countOf({ source, texts, repeated }: SourceTexts) {
  return { source, rows: texts.length, repeated };
}

/**
 * Shares of the sources as the request weighs them, and what that makes of each of their rows.
 *
 * @throws {ProblemError} training-too-few-rows
 */
export function weightsOf(sources: TrainingSources, request: TrainRequest): { share: number; rowWeight: number }[] {
  const counted = rowsOf(sources);
  const [own = { source: request.dataset, rows: 0, repeated: 0 }] = counted;
  const few = own.rows < 2 ? own : counted.find(({ rows }) => rows === 0);
  if (few !== undefined) {
    const { source, rows, repeated } = few;
    throw new ProblemError({ area: 'training', code: 'training-too-few-rows', source, rows, repeated });
  }
  const given = [request.weight, ...request.also.map(({ weight }) => weight)];
  // Sums of very large ones would not be finite.
  const weights = given.map((weight) => weight / Math.max(...given));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const all = counted.reduce((sum, { rows }) => sum + rows, 0);
  return counted.map(({ rows }, index) => {
    const share = (weights[index] ?? 1) / whole;
    return { share, rowWeight: (share * all) / rows };
  });
}

/**
 * Embeddings of the sources with their weights.
 *
 * @param pairs of each source, the task's own first
 */
export function weightedPairs(
  sources: TrainingSources,
  pairs: readonly Pairs[],
  request: TrainRequest,
): [WeightedPairs, ...WeightedPairs[]] {
  const weights = weightsOf(sources, request);
  const columns = [
    sources.own.kind === 'texts' ? sources.own.texts.columns : [],
    ...sources.also.map((each) => each.columns),
  ];
  const all = rowsOf(sources).flatMap(({ source }, index) => {
    const own = pairs[index];
    const { share, rowWeight } = weights[index] ?? { share: 1, rowWeight: 1 };
    return own === undefined ? [] : [{ source, columns: columns[index] ?? [], pairs: own, share, rowWeight }];
  });
  const [first, ...others] = all;
  if (first === undefined) throw new TypeError('no rows of the task itself');
  return [first, ...others];
}
