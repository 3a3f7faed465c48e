import { markedRow, namesWidth, rows, topRowHeight } from './plot-sizes.ts';
import { plotConfig, sideScale } from './plot-theme.ts';

/**
 * The best tasks as a dot plot: names, then a line from the baseline to the score. A Vega-Lite specification; datasets: `tasks`
 * (top-tasks-data.ts) and `marked`, `{place}` of rows among them to highlight, from 0.
 */
export const topTasksSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 300,
  height: { step: topRowHeight },
  autosize: 'none',
  padding: { left: namesWidth + 10, top: 8, right: 16, bottom: 40 },
  config: plotConfig,
  layer: [
    {
      data: { name: 'marked' },
      mark: { type: 'rect', color: 'var(--marked)', x: -namesWidth - 8, x2: { expr: 'width' }, ...markedRow },
    },
    {
      data: { name: 'tasks' },
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: {
        y: rows,
        x: {
          field: 'baseline',
          type: 'quantitative',
          scale: { zero: false, nice: false, padding: 10 },
          axis: { title: 'Score (LogME)', tickCount: { expr: 'max(2, width / 80)' }, grid: true },
        },
        x2: { field: 'score' },
        color: { field: 'side', type: 'nominal', scale: sideScale, legend: null },
      },
    },
    {
      data: { name: 'tasks' },
      mark: { type: 'rule', color: 'var(--text)', strokeWidth: 1.5, y: 0, y2: { expr: 'height' } },
      encoding: { x: { field: 'baseline', type: 'quantitative', aggregate: 'min' } },
    },
    {
      data: { name: 'tasks' },
      mark: { type: 'point', filled: true, size: 70, opacity: 1 },
      encoding: {
        y: rows,
        x: { field: 'score', type: 'quantitative' },
        color: { field: 'side', type: 'nominal', scale: sideScale, legend: null },
      },
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
        x: -namesWidth - 8,
        x2: { expr: 'width' },
        cursor: 'pointer',
      },
      encoding: { y: rows, tooltip: { field: 'tooltip' } },
    },
  ],
} as const;
