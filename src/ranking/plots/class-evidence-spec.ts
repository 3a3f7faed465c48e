import { markedRow, rows, topRowHeight } from './plot-sizes.ts';
import { levelScale, plotConfig } from './plot-theme.ts';

const columns = { field: 'column', type: 'ordinal', axis: null, scale: { padding: 0 } } as const;

const swatchWidth = 16;
const swatchLeft = `-names + ${48 + 4 * swatchWidth} + datum.level * ${swatchWidth}`;

/**
 * Evidence per class as a heat map, the rows as in the dot plot. A Vega-Lite specification; datasets: `cells`
 * (class-evidence-data.ts), `classes`: `{column, className}` of the columns, `names`: `{place, name}` of the rows, empty where the
 * dot plot beside it has them, `legend`: `{level, label}` of the colours, `scale`: `{label}`, what the colours mean, `marked`: `{place, pinned}` of rows to highlight.
 * The parameter `angle` turns the names of the classes, which stand below: by 0, 60 or 90 degrees.
 */
export const classEvidenceSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 300,
  height: { step: topRowHeight },
  autosize: 'none',
  padding: { left: 8, top: 46, right: 50, bottom: 96 },
  config: plotConfig,
  params: [
    { name: 'angle', value: 60 },
    { name: 'names', value: 0 },
  ],
  layer: [
    {
      data: { name: 'cells' },
      mark: { type: 'rect', stroke: 'var(--surface)', strokeWidth: 1, cursor: 'pointer' },
      encoding: {
        y: rows,
        x: columns,
        color: { field: 'level', type: 'ordinal', scale: levelScale, legend: null },
        tooltip: { field: 'tooltip' },
      },
    },
    {
      data: { name: 'marked' },
      mark: {
        type: 'rect',
        fill: null,
        stroke: 'var(--text)',
        strokeWidth: { expr: 'datum.pinned ? 2.5 : 1.5' },
        strokeDash: { expr: 'datum.pinned ? [1, 0] : [3, 2]' },
        x: 0,
        x2: { expr: 'width' },
        ...markedRow,
      },
    },
    {
      data: { name: 'classes' },
      mark: {
        type: 'text',
        angle: { expr: 'angle' },
        align: { expr: "angle === 0 ? 'center' : 'left'" },
        baseline: 'middle',
        dx: { expr: 'angle === 0 ? 0 : 6' },
        dy: { expr: 'angle === 0 ? 12 : 0' },
        y: { expr: 'height' },
      },
      encoding: { x: columns, text: { field: 'className' }, tooltip: { field: 'className' } },
    },
    {
      data: { name: 'names' },
      mark: { type: 'text', align: 'right', baseline: 'middle', x: -8 },
      encoding: { y: rows, text: { field: 'name' } },
    },
    {
      data: { name: 'legend' },
      mark: {
        type: 'rect',
        x: { expr: swatchLeft },
        x2: { expr: `${swatchLeft} + ${swatchWidth}` },
        y: -22,
        y2: -10,
        stroke: 'var(--edge)',
        strokeWidth: 0.5,
      },
      encoding: { color: { field: 'level', type: 'ordinal', scale: levelScale, legend: null } },
    },
    {
      data: { name: 'scale' },
      mark: { type: 'text', align: 'left', baseline: 'middle', color: 'var(--muted)', x: { expr: '-names' }, y: -34 },
      encoding: { text: { field: 'label' } },
    },
    legendLabel('right', -4, `${swatchLeft} - 4`),
    legendLabel('left', 4, `${swatchLeft} + ${swatchWidth + 4}`),
  ],
} as const;

/** The number beside the first or the last colour. */
function legendLabel(align: 'left' | 'right', level: number, x: string) {
  return {
    data: { name: 'legend' },
    transform: [{ filter: { field: 'level', equal: level } }],
    mark: {
      type: 'text',
      align,
      baseline: 'middle',
      color: 'var(--muted)',
      x: { expr: x },
      y: -16,
    },
    encoding: { text: { field: 'label' } },
  } as const;
}
