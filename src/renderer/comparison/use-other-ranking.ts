import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RankingDocument } from '../../ranking/document.ts';
import type { Session } from '../session.ts';
import { useObservable } from '../use-observable.ts';
import { type OtherRanking, otherRankings } from './other-rankings.ts';

/** The other rankings of the notebook, followed as cells run and outputs come into sight. */
export function useOtherRankings(session: Session, outputId: string): OtherRanking[] {
  const drawn = useObservable(session.rankings);
  const told = useObservable(session.extension.rankings);
  return useMemo(() => otherRankings(outputId, drawn, told), [outputId, drawn, told]);
}

/** The ranking of this id to compare with: as the page shows it, else as the extension reads it from the notebook; null: there is none, or not yet. */
export function useOtherRanking(session: Session, outputId: string, chosen: string | null): RankingDocument | null {
  const other = useOtherRankings(session, outputId).find(({ id }) => id === chosen);
  const [read, setRead] = useState<{ id: string; document: RankingDocument | null } | null>(null);
  const missing = other?.document === null ? other : null;
  useEffect(() => {
    if (missing === null) return;
    const life = { isOver: false };
    session.extension.readRanking(missing.identity).then((document) => {
      if (!life.isOver) setRead({ id: missing.id, document });
    });
    return () => {
      life.isOver = true;
    };
  }, [session, missing?.id, missing?.identity.created]);
  if (other === undefined) return null;
  return other.document ?? (read?.id === other.id ? read.document : null);
}
