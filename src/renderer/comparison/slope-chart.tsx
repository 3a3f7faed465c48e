import type { ComparedTask } from '../../ranking/compare.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { shortTaskName } from '../../ranking/task-name.ts';
import { useWords } from '../use-words.ts';

/** Lines beyond this cross too often to be followed. */
const mostLines = 15;

const rowHeight = 18;
/** CSS pixels of a character. */
const characterWidth = 6.2;
/** Share of the room for the names at each side, and how much at most. */
const nameShare = 0.37;
const mostForNames = 260;
const mostForSlopes = 260;

interface SlopeChartProps {
  tasks: readonly ComparedTask[];
  /** What the two rankings are called. */
  here: string;
  there: string;
  /** Room in CSS pixels. */
  width: number;
}

/**
 * Names at both ends, a line from the rank in this ranking to that in the other: blue where it rises, orange where it falls, dashed where chance explains it. The table
 * below says the same, so it is hidden from screen readers.
 */
export function SlopeChart({ tasks, here: hereName, there: thereName, width: room }: SlopeChartProps) {
  const nameWidth = Math.min(mostForNames, Math.round(nameShare * room));
  const slopeWidth = Math.max(40, Math.min(mostForSlopes, room - 2 * nameWidth));
  const lines = tasks.slice(0, mostLines);
  const there = placesOf(lines, ({ second }) => second ?? 0);
  const height = lines.length * rowHeight + 20;
  const width = 2 * nameWidth + slopeWidth;
  return (
    <svg class="slope-chart" aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <text x={nameWidth - 10} y={12} class="end">
        {fitting(hereName, nameWidth)}
      </text>
      <text x={nameWidth + slopeWidth + 10} y={12}>
        {fitting(thereName, nameWidth)}
      </text>
      {lines.map((compared, here) => (
        <Slope
          key={compared.key}
          compared={compared}
          here={here}
          there={there.get(compared.key) ?? here}
          nameWidth={nameWidth}
          slopeWidth={slopeWidth}
        />
      ))}
    </svg>
  );
}

interface SlopeProps {
  compared: ComparedTask;
  /** Places in the chart, from 0. */
  here: number;
  there: number;
  nameWidth: number;
  slopeWidth: number;
}

function Slope({ compared, here, there, nameWidth, slopeWidth }: SlopeProps) {
  const { count } = useWords();
  const { task, first, second, rise, withinError } = compared;
  const name = plainLine(shortTaskName(task, Math.max(8, Math.floor(nameWidth / characterWidth) - 6)));
  const [from, to] = [yOf(here), yOf(there)];
  const side = (rise ?? 0) > 0 ? 'rises' : (rise ?? 0) < 0 ? 'falls' : 'stays';
  return (
    <g class={withinError === true ? 'within-error' : side}>
      <text x={nameWidth - 10} y={from + 4} class="end">
        {`${name}  ${count(first ?? 0)}`}
      </text>
      <line x1={nameWidth} y1={from} x2={nameWidth + slopeWidth} y2={to} />
      <text x={nameWidth + slopeWidth + 10} y={to + 4}>
        {`${count(second ?? 0)}  ${name}`}
      </text>
    </g>
  );
}

function fitting(name: string, room: number): string {
  const most = Math.floor(room / characterWidth) - 2;
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}

function yOf(place: number): number {
  return 20 + (place + 0.5) * rowHeight;
}

/** Place of each task among those shown, by its rank. */
function placesOf(tasks: readonly ComparedTask[], rank: (task: ComparedTask) => number): Map<string, number> {
  const order = tasks.toSorted((a, b) => rank(a) - rank(b));
  return new Map(order.map(({ key }, place) => [key, place]));
}
