import { ProblemError } from '../protocol/problem.ts';
import { nearestName } from './nearest-name.ts';

/**
 * The split of a folder that is read: the one that is wanted, else `train`, or the only one.
 * @throws ProblemError `dataset-no-such-split`, `dataset-split-unsure`.
 */
export function chooseSplit(file: string, splits: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined) {
    if (splits.includes(wanted)) return wanted;
    throw noSuchSplit(file, splits, wanted);
  }
  const [only = ''] = splits;
  if (splits.length === 1) return only;
  if (splits.includes('train')) return 'train';
  throw new ProblemError({ area: 'dataset', code: 'dataset-split-unsure', file, splits: [...splits] });
}

/** The problem of a folder without the split that is wanted; it may have none at all. */
export function noSuchSplit(file: string, splits: readonly string[], split: string): ProblemError {
  const facts = { file, split, splits: [...splits], nearest: nearestName(split, splits) };
  return new ProblemError({ area: 'dataset', code: 'dataset-no-such-split', ...facts });
}
