import { ProblemError } from '../../protocol/problem.ts';
import { nearestName } from '../table/nearest-name.ts';

/**
 * The split of a folder that is read: the one that is wanted, else `train`, or the only one.
 * @throws ProblemError `dataset-no-such-split`, `dataset-split-unsure`.
 */
export function chooseSplit(file: string, splits: readonly string[], wanted: string | undefined): string {
  if (wanted !== undefined) {
    if (splits.includes(wanted)) return wanted;
    throw noSuchSplit(file, splits, wanted);
  }
  const usual = usualSplit(splits);
  if (usual !== null) return usual;
  throw new ProblemError({ area: 'dataset', code: 'dataset-split-unsure', file, splits: [...splits] });
}

/** The split that is meant where none is named: the only one, or `train`; null where there is doubt. */
export function usualSplit(splits: readonly string[]): string | null {
  const [only] = splits;
  if (splits.length === 1 && only !== undefined) return only;
  return splits.includes('train') ? 'train' : null;
}

/** The problem of a folder without the split that is wanted; it may have none at all. */
export function noSuchSplit(file: string, splits: readonly string[], split: string): ProblemError {
  const facts = { file, split, splits: [...splits], nearest: nearestName(split, splits) };
  return new ProblemError({ area: 'dataset', code: 'dataset-no-such-split', ...facts });
}
