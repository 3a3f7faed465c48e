import { barsHeight } from './plot-sizes.ts';
import { plotConfig, toneScale } from './plot-theme.ts';

/** Room for an entry of the legend. */
const entryWidth = 116;
const swatchWidth = 10;
const swatchLeft = `datum.place * ${entryWidth}`;

/**
 * The distribution of all scores as a Vega-Lite specification. Datasets, filled when it is drawn: `bins`, `marks` and
 * `legend` (distribution-data.ts), `marked`: the score of the task under the pointer or pinned, `{score}`.
 */
export const distributionSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 600,
  height: barsHeight,
  autosize: 'none',
  padding: { left: 46, top: 18, right: 54, bottom: 60 },
  config: plotConfig,
  layer: [
    {
      data: { name: 'bins' },
      params: [
        {
          name: 'brush',
          select: {
            type: 'interval',
            encodings: ['x'],
            // The wheel scrolls the notebook.
            zoom: false,
            mark: { fill: 'var(--text)', fillOpacity: 0.12, stroke: 'var(--text)', strokeOpacity: 0.6 },
          },
        },
      ],
      mark: { type: 'rect', cursor: 'crosshair' },
      encoding: {
        x: {
          field: 'from',
          type: 'quantitative',
          scale: { zero: false, nice: false, padding: 6 },
          axis: { title: 'Score (LogME)', grid: false, tickCount: { expr: 'max(3, width / 90)' } },
        },
        x2: { field: 'to' },
        y: {
          field: 'low',
          type: 'quantitative',
          axis: { title: 'Tasks', tickCount: 3, domain: false, ticks: false, minExtent: 30, maxExtent: 30 },
        },
        y2: { field: 'high' },
        color: { field: 'tone', type: 'nominal', scale: toneScale, legend: null },
        tooltip: { field: 'tooltip' },
      },
    },
    {
      data: { name: 'marks' },
      mark: { type: 'rule', color: 'var(--text)', strokeWidth: 1.5, y: -12, y2: barsHeight },
      encoding: { x: { field: 'score', type: 'quantitative' } },
    },
    markLabels('right', -4),
    markLabels('left', 4),
    {
      data: { name: 'marked' },
      mark: { type: 'rule', color: 'var(--text)', strokeWidth: 1.5, strokeDash: [3, 2], y: 0, y2: barsHeight },
      encoding: { x: { field: 'score', type: 'quantitative' } },
    },
    {
      data: { name: 'legend' },
      mark: {
        type: 'rect',
        x: { expr: swatchLeft },
        x2: { expr: `${swatchLeft} + ${swatchWidth}` },
        y: { expr: 'height + 44' },
        y2: { expr: 'height + 54' },
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
        y: { expr: 'height + 49' },
      },
      encoding: { text: { field: 'label' } },
    },
  ],
} as const;

function markLabels(align: 'left' | 'right', dx: number) {
  return {
    data: { name: 'marks' },
    transform: [{ filter: { field: 'align', equal: align } }],
    mark: { type: 'text', align, dx, y: -9, fontWeight: 600 },
    encoding: { x: { field: 'score', type: 'quantitative' }, text: { field: 'label' } },
  } as const;
}
