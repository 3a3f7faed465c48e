import type { RankingDocument } from './document.ts';

/** How numbers are written in one presentation of one ranking. */
export interface ScoreFormat {
  /** A score with a fixed number of decimals, so that right-aligned scores line up at the decimal point. */
  score(value: number): string;
  /** A difference with its sign: `+0.0123`, `−0.0004`, `±0.0000`. */
  difference(value: number): string;
  /** Half of an interval, to stand after a difference: `± 0.0035`. */
  margin(value: number): string;
}

/** @param minus the minus sign: `-` for shells and data, `−` (U+2212, as wide as a plus sign) for people */
export function scoreFormat(document: Pick<RankingDocument, 'baseline' | 'tasks'>, minus: '-' | '−'): ScoreFormat {
  const decimals = scoreDecimals(document);
  return {
    score: (value) => signed(value, decimals, '', '', minus),
    difference: (value) => signed(value, decimals, '+', '±', minus),
    margin: (value) => `± ${value.toFixed(decimals)}`,
  };
}

/**
 * Decimals of scores, 4 to 6: enough for two telling digits of the range that the scores span. Fewer than 4 would hide
 * neighbours; what lies beyond differs between machines, as the same texts give the same scores within 1e-4.
 */
export function scoreDecimals({ baseline, tasks }: Pick<RankingDocument, 'baseline' | 'tasks'>): number {
  const scores = [baseline, tasks[0], tasks.at(-1)].flatMap((scored) => scored?.score ?? []);
  const span = Math.max(...scores) - Math.min(...scores);
  if (!(span > 0)) return 4;
  return Math.min(6, Math.max(4, 2 - Math.floor(Math.log10(span))));
}

function signed(value: number, decimals: number, plus: string, zero: string, minus: string): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return zero + digits;
  return (value < 0 ? minus : plus) + digits;
}

/** One for all counts: `toLocaleString` makes another at each call, which took a quarter of the time to draw 1,500 tasks. */
const countFormat = new Intl.NumberFormat('en-US');

/** A count with thousands separators: `1,512`. */
export function formatCount(value: number): string {
  return countFormat.format(value);
}

/** A duration for people: `0.8 s`, `41 s`, `2 min 40 s`, `1 h 5 min`. */
export function formatMilliseconds(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
