/** Names of the plots, in the order in which they are shown. */
export const plotIds = ['distribution', 'top-tasks', 'class-evidence'] as const;

/** Name of a plot. */
export type PlotId = (typeof plotIds)[number];
