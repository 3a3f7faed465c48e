import { type ProblemFact, problemOfFact } from '../protocol/problem-of-fact.ts';
import type { Mistake, Recipe } from './recipe.ts';

/** The maps of `esms:` that the Hub does not have, each at its place, by what a run told of the maps that it skipped. */
export function missingMaps(skipped: readonly ProblemFact[], { places }: Recipe): Mistake[] {
  return skipped.flatMap((map) => {
    const place = places.esms?.items.find(({ text }) => text.replace(/^\+/, '') === map.repo);
    const problem = problemOfFact(map);
    return place === undefined || problem?.code !== 'hub-repository-not-found' ? [] : [{ problem, range: place.range }];
  });
}
