import { markedRow, namesWidth, rows, topRowHeight } from './plot-sizes.ts';
import { plotConfig, scoreAxisParams, scores, toneLegend, toneScale } from './plot-theme.ts';

/** Whether the number of a diamond stands left of it: away from the task's own dot where there is room for it, 80 px at most. */
const standsLeft = "(datum.before && scale('x', datum.score) > 80 || scale('x', datum.score) > width - 80)";

/** The number beside a diamond; once before in the colour of the ground, so that no line runs through it. */
const measuredLabel = (ground: { stroke?: string; strokeWidth?: number }) => ({
  data: { name: 'measured' },
  mark: {
    type: 'text',
    align: { expr: `${standsLeft} ? 'right' : 'left'` },
    dx: { expr: `${standsLeft} ? -9 : 9` },
    baseline: 'middle',
    ...ground,
  },
  encoding: { y: rows, x: { field: 'score', type: 'quantitative' }, text: { field: 'label' } },
});

/**
 * The best tasks as a dot plot: names, then a dot with its interval, or where there is none with a line from the baseline. A bar beside
 * the names holds together what the sample does not tell from the first. A Vega-Lite specification; datasets: `tasks` and `baseline`
 * (top-tasks-data.ts), `measured` (diamonds with their gain), `legend` and `marked`, `{place, pinned}` of rows
 * among them to highlight, from 0. The parameter `names` is the room for the names.
 */
export const topTasksSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 300,
  height: { step: topRowHeight },
  autosize: 'none',
  padding: { left: namesWidth + 10, top: 24, right: 16, bottom: 62 },
  config: plotConfig,
  params: [...scoreAxisParams, { name: 'names', value: namesWidth }],
  layer: [
    {
      data: { name: 'marked' },
      mark: {
        type: 'rect',
        fill: 'var(--marked)',
        strokeWidth: 1.5,
        x: { expr: '-names - 8' },
        x2: { expr: 'width' },
        ...markedRow,
      },
      encoding: { stroke: { condition: { test: 'datum.pinned', value: 'var(--text)' }, value: null } },
    },
    {
      data: { name: 'tasks' },
      mark: { type: 'rule', strokeWidth: 2, opacity: 0.65 },
      encoding: {
        y: rows,
        x: {
          field: 'from',
          type: 'quantitative',
          scale: scores.scale,
          axis: { ...scores.axis, grid: true },
        },
        x2: { field: 'to' },
        color: { field: 'tone', type: 'nominal', scale: toneScale, legend: null },
      },
    },
    {
      data: { name: 'baseline' },
      mark: { type: 'rule', color: 'var(--text)', strokeWidth: 1.5, y: 0, y2: { expr: 'height' } },
      encoding: { x: { field: 'score', type: 'quantitative' } },
    },
    {
      data: { name: 'baseline' },
      mark: {
        type: 'text',
        align: { expr: "scale('x', datum.score) > width / 2 ? 'right' : 'left'" },
        baseline: 'bottom',
        y: -4,
        fontWeight: 600,
      },
      encoding: { x: { field: 'score', type: 'quantitative' }, text: { field: 'label' } },
    },
    {
      data: { name: 'tasks' },
      mark: { type: 'point', filled: true, size: 70, opacity: 1 },
      encoding: {
        y: rows,
        x: { field: 'score', type: 'quantitative' },
        color: { field: 'tone', type: 'nominal', scale: toneScale, legend: null },
      },
    },
    {
      data: { name: 'measured' },
      mark: { type: 'point', shape: 'diamond', size: 90, strokeWidth: 2, color: 'var(--text)' },
      encoding: { y: rows, x: { field: 'score', type: 'quantitative' } },
    },
    measuredLabel({ stroke: 'var(--surface)', strokeWidth: 4 }),
    measuredLabel({}),
    {
      data: { name: 'tasks' },
      transform: [{ filter: 'datum.tied' }],
      mark: { type: 'rect', color: 'var(--text)', x: -7, x2: -5, ...markedRow },
    },
    {
      data: { name: 'tasks' },
      mark: { type: 'text', align: 'right', baseline: 'middle', x: -12 },
      encoding: { y: rows, text: { field: 'name' } },
    },
    {
      // Nothing to see: makes the whole row answer the pointer.
      data: { name: 'tasks' },
      mark: {
        type: 'rect',
        color: 'var(--text)',
        fillOpacity: 0,
        x: { expr: '-names - 8' },
        x2: { expr: 'width' },
        cursor: 'pointer',
      },
      encoding: { y: rows, tooltip: { field: 'tooltip' } },
    },
    ...toneLegend('-names', 'height + 46'),
  ],
} as const;
