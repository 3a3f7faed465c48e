/** Height of the bars of the distribution, in pixels. */
export const barsHeight = 72;

/** Height of a row in both plots of the top, in pixels, so that their rows line up. */
export const topRowHeight = 18;

/** Room for the names of tasks, in pixels, where there is enough of it. */
export const namesWidth = 230;

/** Rows by their place: the order of a scale of names would be that in which they first came, through all updates. */
export const rows = {
  field: 'place',
  type: 'ordinal',
  axis: null,
  scale: { paddingInner: 0, paddingOuter: 0 },
} as const;

/** Place of a highlighted row. Without the scale, to which its data must not add rows. */
export const markedRow = {
  y: { expr: `datum.place * ${topRowHeight}` },
  y2: { expr: `(datum.place + 1) * ${topRowHeight}` },
} as const;
