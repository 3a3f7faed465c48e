import { barsHeight } from './plot-sizes.ts';
import { plotConfig, scoreAxisParams, scores, toneLegend, toneScale } from './plot-theme.ts';

/**
 * The distribution of all scores as a Vega-Lite specification. Datasets, filled when it is drawn: `bins`, `marks` and
 * `legend` (distribution-data.ts), `marked`: the scores of the tasks under the pointer and pinned, `{score, pinned}`.
 */
export const distributionSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 600,
  height: barsHeight,
  autosize: 'none',
  padding: { left: 46, top: 18, right: 54, bottom: 60 },
  config: plotConfig,
  params: [...scoreAxisParams, { name: 'countTitle', value: '' }],
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
          scale: scores.scale,
          axis: { ...scores.axis, grid: false },
        },
        x2: { field: 'to' },
        y: {
          field: 'low',
          type: 'quantitative',
          axis: {
            title: { signal: 'countTitle' },
            tickCount: 3,
            domain: false,
            ticks: false,
            minExtent: 30,
            maxExtent: 30,
          },
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
      mark: { type: 'rule', color: 'var(--text)', y: 0, y2: barsHeight },
      encoding: {
        x: { field: 'score', type: 'quantitative' },
        strokeWidth: { condition: { test: 'datum.pinned', value: 2.5 }, value: 1.5 },
        strokeDash: { condition: { test: 'datum.pinned', value: [1, 0] }, value: [3, 2] },
      },
    },
    ...toneLegend('0', 'height + 44'),
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
