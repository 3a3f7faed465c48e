import type { RankingDocument } from '../../ranking/document.ts';
import { type CellWithOutputs, rankingsInCells } from './rankings-in-cells.ts';

type Target = RankingDocument['target'];

/** A range of cells, `end` exclusive. */
export interface CellRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a cell is inserted so that it stands below the cell that shows the ranking of this sample: a click into an output need not have
 * selected its cell. Where several cells show one, the selected one counts, else the first; where none does, it is below the selection.
 *
 * @returns an index from 0 to the number of cells
 */
export function placeBelowRanking(
  cells: readonly CellWithOutputs[],
  sample: Target,
  { start, end }: CellRange,
): number {
  const showing = cells.flatMap((cell, index) => (showsRanking(cell, sample) ? [index] : []));
  const chosen = showing.find((index) => index >= start && index < end) ?? showing[0];
  return chosen === undefined ? Math.min(end, cells.length) : chosen + 1;
}

function showsRanking(cell: CellWithOutputs, sample: Target): boolean {
  return rankingsInCells([cell]).some(({ identity }) => isOfSample(identity.target, sample));
}

/** Where another program tells no fingerprint, all else that it tells of the sample has to agree. */
function isOfSample(shown: Target, sample: Target): boolean {
  if (sample.fingerprint !== null) return shown.fingerprint === sample.fingerprint;
  return JSON.stringify(shown) === JSON.stringify(sample);
}
