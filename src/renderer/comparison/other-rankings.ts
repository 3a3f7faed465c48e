import type { RankingDocument } from '../../ranking/document.ts';
import { type RankingIdentity, rankingKey } from '../../ranking/ranking-identity.ts';

/** A ranking that may be compared with; `document` where the page has drawn it. */
export interface OtherRanking {
  /** Its `rankingKey`; with its time where another of the notebook has the same. */
  id: string;
  identity: RankingIdentity;
  document: RankingDocument | null;
}

/**
 * The other rankings of the notebook: those that the page has drawn, then those that only the extension knows.
 *
 * @param outputId the output that is compared
 * @param drawn what the page has drawn, by output
 * @param told what the extension told of the notebook, which may be of before the last update of a cell
 */
export function otherRankings(
  outputId: string,
  drawn: ReadonlyMap<string, RankingDocument>,
  told: readonly RankingIdentity[],
): OtherRanking[] {
  const others = [...drawn].flatMap(([id, document]) => (id === outputId ? [] : [{ identity: document, document }]));
  const undrawn = told
    .filter((identity) => isUndrawn(identity, [...drawn.values()], told))
    .map((identity) => ({ identity, document: null }));
  const found = [...others, ...undrawn];
  const own = drawn.get(outputId);
  const known = [...(own === undefined ? [] : [own]), ...found.map(({ identity }) => identity)];
  return found.map((other) => ({ id: idAmong(other.identity, known), ...other }));
}

/** Whether more rankings of the same key were told than drawn, and this is none of the drawn ones. */
function isUndrawn(
  identity: RankingIdentity,
  drawn: readonly RankingIdentity[],
  told: readonly RankingIdentity[],
): boolean {
  const alike = withKey(drawn, rankingKey(identity));
  return (
    alike.length < withKey(told, rankingKey(identity)).length &&
    alike.every(({ created }) => created !== identity.created)
  );
}

function idAmong(identity: RankingIdentity, known: readonly RankingIdentity[]): string {
  const key = rankingKey(identity);
  return withKey(known, key).length === 1 ? key : `${key} ${identity.created ?? ''}`;
}

function withKey(rankings: readonly RankingIdentity[], key: string): RankingIdentity[] {
  return rankings.filter((each) => rankingKey(each) === key);
}
