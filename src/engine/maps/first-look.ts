import { mostWhole } from '../../certainty/contenders.ts';
import type { EsmEntry } from '../../esm/entry.ts';
import { lookBytes } from '../../esm/look-at-esm.ts';
import type { Estimator, RankRequest } from '../../protocol/rank-request.ts';
import { esmBytes } from '../between-stages/download-plan.ts';

/**
 * Rows of each map that a first look takes: an eighth. Fewer than 64 tell too little of a small model (measured on the sample hub, d = 128: of 16 rows the order
 * correlates with that of all by 0.7, of 64 by 0.94).
 */
export function lookRows(dimension: number): number {
  return Math.min(dimension, Math.max(64, Math.ceil(dimension / 8)));
}

/** Whether a first look at maps is of use: not all of them would be made whole anyway. */
export function isLookOfUse({
  dimension,
  toFetch,
  maps,
}: {
  dimension: number;
  toFetch: number;
  maps: number;
}): boolean {
  return lookRows(dimension) < dimension && toFetch > 0 && maps > mostWhole(maps);
}

/** The estimator that takes whole maps only, of those that were asked for; null: there is none. */
export function wholeMapsFor({ estimators = [] }: Pick<RankRequest, 'estimators'>): Estimator | null {
  return estimators.find((name) => name !== 'logme') ?? null;
}

/** Whether scores come with a certainty, which tells what may be among the best. @param examples of the sample */
export function isCertain({ variant, estimators }: RankRequest, examples: number, dimension: number): boolean {
  if (wholeMapsFor({ estimators }) !== null) return false;
  return variant === 'evidence' || examples >= dimension;
}

/** Bytes that a first look and what comes after it fetch at most. @param kept bytes of parts that are there, by repository */
export function firstLookBytes(
  toFetch: readonly EsmEntry[],
  facts: { maps: number; dimension: number; kept: ReadonlyMap<string, number> },
): number {
  const { maps, dimension, kept } = facts;
  const look = lookBytes(dimension, lookRows(dimension));
  const toLook = toFetch.reduce((sum, { repo }) => sum + Math.max(0, look - (kept.get(repo) ?? 0)), 0);
  const whole = Math.min(toFetch.length, mostWhole(maps)) * Math.max(0, esmBytes(dimension) - look);
  return toLook + whole;
}
