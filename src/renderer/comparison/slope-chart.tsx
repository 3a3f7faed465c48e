import type { ComparedTask } from '../../ranking/compare.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { shortTaskName } from '../../ranking/task-name.ts';

/** Lines beyond this cross too often to be followed. */
const mostLines = 15;

const rowHeight = 18;
const nameWidth = 250;
const slopeWidth = 180;
const longestName = 38;

/** Names at both ends, a line from the rank here to the rank there. The table below says the same, so it is hidden from screen readers. */
export function SlopeChart({ tasks }: { tasks: readonly ComparedTask[] }) {
  const lines = tasks.slice(0, mostLines);
  const there = placesOf(lines, ({ second }) => second ?? 0);
  const height = lines.length * rowHeight + 20;
  const width = 2 * nameWidth + slopeWidth;
  return (
    <svg class="slope-chart" aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <text x={nameWidth - 10} y={12} class="end">
        here
      </text>
      <text x={nameWidth + slopeWidth + 10} y={12}>
        there
      </text>
      {lines.map((compared, here) => (
        <Slope key={compared.key} compared={compared} here={here} there={there.get(compared.key) ?? here} />
      ))}
    </svg>
  );
}

interface SlopeProps {
  compared: ComparedTask;
  /** Places in the chart, from 0. */
  here: number;
  there: number;
}

function Slope({ compared: { task, first, second, rise, withinError }, here, there }: SlopeProps) {
  const name = plainLine(shortTaskName(task, longestName));
  const [from, to] = [yOf(here), yOf(there)];
  const side = (rise ?? 0) > 0 ? 'rises' : (rise ?? 0) < 0 ? 'falls' : 'stays';
  return (
    <g class={withinError === true ? 'within-error' : side}>
      <text x={nameWidth - 10} y={from + 4} class="end">
        {`${name}  ${formatCount(first ?? 0)}`}
      </text>
      <line x1={nameWidth} y1={from} x2={nameWidth + slopeWidth} y2={to} />
      <text x={nameWidth + slopeWidth + 10} y={to + 4}>
        {`${formatCount(second ?? 0)}  ${name}`}
      </text>
    </g>
  );
}

function yOf(place: number): number {
  return 20 + (place + 0.5) * rowHeight;
}

/** Place of each task among those shown, by its rank. */
function placesOf(tasks: readonly ComparedTask[], rank: (task: ComparedTask) => number): Map<string, number> {
  const order = tasks.toSorted((a, b) => rank(a) - rank(b));
  return new Map(order.map(({ key }, place) => [key, place]));
}
