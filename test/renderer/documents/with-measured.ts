import type { MeasuredGain, RankingDocument } from '../../../src/ranking/document.ts';

/** The document in which tasks were tried: gains by their place, as `[gain, spread]` over three seeds; a spread of null: one seed. */
export function withMeasured(
  document: RankingDocument,
  gains: Readonly<Record<number, readonly [number, number | null]>>,
): RankingDocument {
  const measuredAt = (place: number): { measured?: MeasuredGain } => {
    const measured = gains[place];
    if (measured === undefined) return {};
    const [gain, spread] = measured;
    return { measured: { gain, spread, seeds: spread === null ? 1 : 3 } };
  };
  return {
    ...document,
    tasks: document.tasks.map((task, place) => ({ ...task, ...measuredAt(place) })),
    measurement: { metric: 'accuracy', without: 0.617, trained: 160, tested: 40 },
  };
}
