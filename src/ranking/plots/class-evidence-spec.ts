import { markedRow, rows, topRowHeight } from './plot-sizes.ts';
import { levelScale, plotConfig } from './plot-theme.ts';

const columns = { field: 'column', type: 'ordinal', axis: null, scale: { padding: 0 } } as const;

const swatchWidth = 10;
const swatchLeft = `${44 + 4 * swatchWidth} + datum.level * ${swatchWidth}`;

/**
 * Evidence per class as a heat map, the rows as in the dot plot. A Vega-Lite specification; datasets: `cells`
 * (class-evidence-data.ts), `classes`: `{column, className}` of the columns, `names`: `{place, name}` of the rows, empty where the
 * dot plot beside it has them, `legend`: `{level, label}` of the colours, `marked`: `{place}` of rows to highlight. The parameter `slanted` slants the names of the classes.
 */
export const classEvidenceSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 300,
  height: { step: topRowHeight },
  autosize: 'none',
  padding: { left: 8, top: 90, right: 40, bottom: 8 },
  config: plotConfig,
  params: [{ name: 'slanted', value: true }],
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
        strokeWidth: 1.5,
        x: 0,
        x2: { expr: 'width' },
        ...markedRow,
      },
    },
    {
      data: { name: 'classes' },
      mark: {
        type: 'text',
        angle: { expr: 'slanted ? -60 : 0' },
        align: { expr: "slanted ? 'left' : 'center'" },
        baseline: 'middle',
        dx: { expr: 'slanted ? 6 : 0' },
        dy: { expr: 'slanted ? 0 : -10' },
        y: 0,
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
        y: { expr: 'height + 13' },
        y2: { expr: 'height + 23' },
        stroke: 'var(--edge)',
        strokeWidth: 0.5,
      },
      encoding: { color: { field: 'level', type: 'ordinal', scale: levelScale, legend: null } },
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
      y: { expr: 'height + 18' },
    },
    encoding: { text: { field: 'label' } },
  } as const;
}
