/** A stretch of a file, `end` exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** Bytes of one request: enough that its wait weighs little, few enough that several columns have theirs in memory. */
export const windowBytes = 4 << 20;

/** Between stretches that are no further apart, the gap is read too: it costs less than another request. */
const gapBytes = 1 << 16;

/** Stretches in order, those that touch or nearly do as one. */
export function joinStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start - last.end <= gapBytes) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The window of a stretch that holds a byte. The same stretches always have the same windows, so these can be kept by name. */
export function windowAt({ start, end }: Stretch, position: number): Stretch {
  const from = start + Math.floor((position - start) / windowBytes) * windowBytes;
  return { start: from, end: Math.min(from + windowBytes, end) };
}
