import { useMemo } from 'preact/hooks';
import { type ClassMovement, planeOf } from '../../made-map/movement.ts';
import { formatShare } from '../../made-map/numbers.ts';
import type { TrainingReport } from '../../protocol/training-report.ts';
import { useWords } from '../use-words.ts';
import { colourClass } from './class-table.tsx';

interface MovementPlotProps {
  report: TrainingReport;
  classes: readonly ClassMovement[];
  /** Index of the class that is marked; null: all are drawn alike. */
  active: number | null;
  /** In CSS pixels, see {@link plotWidth}. */
  width: number;
}

const widest = 560;

/** Room for the table of classes, and the gap beside it; a plot that is left less than the other stands below. */
const classTable = 420;
const narrowestBeside = 320;
const height = 330;
const left = 24;
const bottom = 26;
const right = 6;
const top = 6;

/** Each text before (a ring) and after fine-tuning (a dot), with a line from the one to the other. */
export function MovementPlot({ report, classes, active, width }: MovementPlotProps) {
  const { say } = useWords();
  const drawn = useMemo(() => pointsIn(report, width), [report, width]);
  const colours = new Map(classes.map(({ index, colour }) => [index, colour]));
  const [first, second] = report.movement.explained;
  const middle = (height - bottom + top) / 2;
  return (
    <svg class="movement-plot" aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <rect class="frame" x={left} y={top} width={width - left - right} height={height - top - bottom} />
      <text x={(left + width - right) / 2} y={height - 8} class="middle">
        {say('1st principal component ({0})', formatShare(first))}
      </text>
      <text transform={`translate(15 ${middle}) rotate(-90)`} class="middle">
        {say('2nd principal component ({0})', formatShare(second))}
      </text>
      {drawn.map(({ key, label, from, to }) => (
        <g key={key} class={styleOf(label, active, label === null ? null : (colours.get(label) ?? null))}>
          <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
          <circle class="before" cx={from.x} cy={from.y} r={2.4} />
          <circle class="after" cx={to.x} cy={to.y} r={2.8} />
        </g>
      ))}
    </svg>
  );
}

/** Width of the plot in CSS pixels: beside the table of classes, where there is one, if `room` is enough for both. */
export function plotWidth(room: number, hasTable: boolean): number {
  const beside = room - classTable;
  const free = hasTable && beside >= narrowestBeside ? beside : room - 20;
  return Math.max(200, Math.min(widest, free));
}

function styleOf(label: number | null, active: number | null, colour: number | null): string {
  const shown = active === null ? '' : label === active ? ' active' : ' faint';
  return `${colourClass(colour)}${shown}`;
}

interface DrawnPoint {
  key: number;
  label: number | null;
  from: { x: number; y: number };
  to: { x: number; y: number };
}

/** The points in pixels of a plot of this width. Both axes have one scale, so that distances are those in the plane; the second grows upwards. */
function pointsIn(report: TrainingReport, width: number): DrawnPoint[] {
  const { x, y } = planeOf(report);
  const room = { x: width - left - right, y: height - top - bottom };
  const scale = Math.min(room.x / (x[1] - x[0]), room.y / (y[1] - y[0]));
  const place = ([first, second]: readonly [number, number]) => ({
    x: left + room.x / 2 + (first - (x[0] + x[1]) / 2) * scale,
    y: top + room.y / 2 - (second - (y[0] + y[1]) / 2) * scale,
  });
  return report.movement.points.map(({ label, before, after }, key) => ({
    key,
    label,
    from: place(before),
    to: place(after),
  }));
}
