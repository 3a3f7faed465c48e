import { rankingMime } from '../../ranking/document.ts';
import { type RankingIdentity, rankingIdentity, rankingKey } from '../../ranking/ranking-identity.ts';

/** What is needed of a notebook's cell. */
export interface CellWithOutputs {
  readonly outputs: readonly { readonly items: readonly { readonly mime: string; readonly data: Uint8Array }[] }[];
}

/** A ranking in an output: what tells it from others, and all of it as it stands there. */
export interface RankingInCell {
  identity: RankingIdentity;
  value: unknown;
}

/** The rankings that cells show, in their order. What cannot be read is left out. Only what identifies them is checked, not every task. */
export function rankingsInCells(cells: readonly CellWithOutputs[]): RankingInCell[] {
  return cells.flatMap(({ outputs }) =>
    outputs.flatMap(({ items }) => items.flatMap(({ mime, data }) => (mime === rankingMime ? readRanking(data) : []))),
  );
}

/** The ranking of this key and time as it stands in a cell; null: there is none. */
export function findRanking(
  cells: readonly CellWithOutputs[],
  { key, created }: { key: string; created: string | null },
): unknown {
  const isIt = ({ identity }: RankingInCell) => identity.created === created && rankingKey(identity) === key;
  return rankingsInCells(cells).find(isIt)?.value ?? null;
}

function readRanking(data: Uint8Array): RankingInCell[] {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(data));
    const { data: identity } = rankingIdentity.safeParse(value);
    return identity === undefined ? [] : [{ identity, value }];
  } catch {
    return [];
  }
}
