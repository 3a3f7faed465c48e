/** A run of rows that are drawn, or of rows for which an empty space stands. */
export type RowSegment = { kind: 'rows'; from: number; to: number } | { kind: 'space'; rows: number };

/** Height of a row and of the head, in CSS pixels; the style sheet sets the same. */
export const rowHeight = 28;

/** Rows drawn above and below those in sight, so that scrolling does not show blanks. */
const overscan = 8;

export interface RowWindow {
  scrollTop: number;
  viewportHeight: number;
  count: number;
  /** A row that is drawn in any case: the one with the keyboard focus, which must not vanish. -1: none. */
  keep: number;
}

/** Which rows to draw: those in sight with some around them, and the kept one. The segments cover all rows in order. */
export function rowSegments({ scrollTop, viewportHeight, count, keep }: RowWindow): RowSegment[] {
  const from = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight) - overscan));
  const to = Math.min(count, Math.ceil((scrollTop + viewportHeight) / rowHeight) + overscan);
  const drawn = [{ from, to: Math.max(from, to) }];
  if (keep >= 0 && keep < from) drawn.unshift({ from: keep, to: keep + 1 });
  if (keep >= to && keep < count) drawn.push({ from: keep, to: keep + 1 });
  const segments: RowSegment[] = [];
  let next = 0;
  for (const range of drawn) {
    if (range.from > next) segments.push({ kind: 'space', rows: range.from - next });
    if (range.to > range.from) segments.push({ kind: 'rows', ...range });
    next = Math.max(next, range.to);
  }
  if (count > next) segments.push({ kind: 'space', rows: count - next });
  return segments;
}
