import { ProblemError } from '../../../protocol/problem.ts';
import { nearestName } from '../../table/nearest-name.ts';
import type { SheetName } from './spreadsheet.ts';

/**
 * The sheet that is read: the one that is wanted, else the first that is shown.
 * @throws ProblemError `dataset-no-such-sheet`, `dataset-empty-sheet` where there is none.
 */
export function chooseSheet(file: string, sheets: readonly SheetName[], wanted: string | undefined): string {
  const names = sheets.map(({ name }) => name);
  if (wanted !== undefined) {
    if (names.includes(wanted)) return wanted;
    const facts = { file, sheet: wanted, sheets: names.slice(0, 100), nearest: nearestName(wanted, names) };
    throw new ProblemError({ area: 'dataset', code: 'dataset-no-such-sheet', ...facts });
  }
  const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  if (first !== undefined) return first.name;
  throw new ProblemError({ area: 'dataset', code: 'dataset-no-rows', file });
}
