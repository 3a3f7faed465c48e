import { type RankingDocument, rankingMime } from '../../ranking/document.ts';
import { readDocument } from '../../ranking/read-document.ts';

type Target = RankingDocument['target'];

/** What is needed of a notebook's cell. */
export interface CellWithOutputs {
  readonly outputs: readonly { readonly items: readonly { readonly mime: string; readonly data: Uint8Array }[] }[];
}

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

function showsRanking({ outputs }: CellWithOutputs, sample: Target): boolean {
  return outputs.some(({ items }) =>
    items.some(({ mime, data }) => mime === rankingMime && isOfSample(targetOf(data), sample)),
  );
}

/** Where another program tells no fingerprint, all else that it tells of the sample has to agree. */
function isOfSample(shown: Target | null, sample: Target): boolean {
  if (shown === null || sample.fingerprint !== null) return shown?.fingerprint === sample.fingerprint;
  return JSON.stringify(shown) === JSON.stringify(sample);
}

function targetOf(data: Uint8Array): Target | null {
  try {
    const read = readDocument(JSON.parse(new TextDecoder().decode(data)));
    return read.kind === 'document' ? read.document.target : null;
  } catch {
    return null;
  }
}
