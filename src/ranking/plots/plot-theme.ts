import { levels } from './class-evidence-data.ts';
import { fontPlaceholder } from './plot-font.ts';

/**
 * Look of all plots. Colours are custom properties of the element around the plot: the plot follows a change of theme without being
 * drawn again, and an exported page can define its own.
 */
export const plotConfig = {
  background: 'transparent',
  font: fontPlaceholder,
  aria: false,
  view: { stroke: null },
  axis: {
    domainColor: 'var(--edge)',
    gridColor: 'var(--grid)',
    tickColor: 'var(--edge)',
    labelColor: 'var(--muted)',
    titleColor: 'var(--muted)',
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal',
    labelPadding: 4,
    // Both would depend on how wide a text is, which nobody can measure without a screen.
    labelOverlap: false,
    labelFlush: false,
    tickSize: 4,
  },
  text: { color: 'var(--text)', fontSize: 11 },
} as const;

/** Colours of {@link Tone}: what cannot be told has none of its own. */
export const toneScale = {
  domain: ['likely', 'untold', 'unlikely', 'better', 'worse', 'unknown'],
  range: ['var(--better)', 'var(--neutral)', 'var(--worse)', 'var(--better)', 'var(--worse)', 'var(--neutral)'],
} as const;

/** Colours of the nine steps of the heat map. */
export const levelScale = {
  domain: levels,
  range: ['n4', 'n3', 'n2', 'n1', '0', 'p1', 'p2', 'p3', 'p4'].map((step) => `var(--heat-${step})`),
} as const;
