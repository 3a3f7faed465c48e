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

/** The axis of scores: its parameters are those of score-axis.ts, and what the score is called. */
export const scoreAxisParams = [
  { name: 'domain', value: [0, 1] },
  { name: 'ticks', value: [0, 0.5, 1] },
  { name: 'tickFormat', value: '.1f' },
  { name: 'scoreTitle', value: '' },
] as const;

/** Scale and axis of scores. */
export const scores = {
  scale: { zero: false, nice: false, domain: { signal: 'domain' } },
  axis: { title: { signal: 'scoreTitle' }, values: { expr: 'ticks' }, labelExpr: 'format(datum.value, tickFormat)' },
} as const;

/** Room for an entry of the legend of tones. */
const entryWidth = 116;
const swatchWidth = 10;

/** The legend of tones: `legend`, `{tone, label, place}`; `left` and `top` are expressions. */
export function toneLegend(left: string, top: string) {
  const swatchLeft = `${left} + datum.place * ${entryWidth}`;
  return [
    {
      data: { name: 'legend' },
      mark: {
        type: 'rect',
        x: { expr: swatchLeft },
        x2: { expr: `${swatchLeft} + ${swatchWidth}` },
        y: { expr: top },
        y2: { expr: `${top} + 10` },
      },
      encoding: { color: { field: 'tone', type: 'nominal', scale: toneScale, legend: null } },
    },
    {
      data: { name: 'legend' },
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'middle',
        color: 'var(--muted)',
        x: { expr: `${swatchLeft} + ${swatchWidth + 5}` },
        y: { expr: `${top} + 5` },
      },
      encoding: { text: { field: 'label' } },
    },
  ] as const;
}
