import { differenceToBaseline } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { scoreFormat } from '../../ranking/number-format.ts';
import { baselineLabel } from '../../ranking/sentences.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import type { ViewState } from '../view-state.ts';
import type { TableColumn } from './columns.ts';
import { type BarRange, DifferenceBar } from './difference-bar.tsx';

interface RowProps {
  /** Place in the table, from 0. */
  index: number;
  columns: readonly TableColumn[];
  document: RankingDocument;
  /** Whether the keyboard enters the table at this row. */
  isActive: boolean;
  onFocus(index: number): void;
}

interface TaskRowProps extends RowProps {
  task: RankedTask;
  range: BarRange;
  isPinned: boolean;
  hovered: Observable<string | null>;
  view: Observable<ViewState>;
}

/** One task. */
export function TaskRow({
  index,
  columns,
  document,
  isActive,
  onFocus,
  task,
  range,
  isPinned,
  hovered,
  view,
}: TaskRowProps) {
  const isHovered = useObservable(hovered) === task.repo;
  const pin = () => view.set({ ...view.get(), pinned: isPinned ? null : task.repo });
  const focus = () => {
    onFocus(index);
    hovered.set(task.repo);
  };
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isPinned}
      class={isHovered ? 'hovered' : ''}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      onClick={pin}
      onFocus={focus}
      onMouseEnter={() => hovered.set(task.repo)}
    >
      {columns.map((column) => (
        <TaskCell key={column.id} column={column} task={task} document={document} range={range} />
      ))}
    </tr>
  );
}

type TaskCellProps = Pick<TaskRowProps, 'task' | 'document' | 'range'> & { column: TableColumn };

function TaskCell({ column, task, document, range }: TaskCellProps) {
  const text = column.text(task);
  if (column.id === 'task') {
    return (
      <th scope="row" title={text}>
        <bdi>{text}</bdi>
      </th>
    );
  }
  if (column.id === 'difference') {
    const difference = differenceToBaseline(task, document);
    return (
      <td class="numeric difference">
        <span class={difference > 0 ? 'better-text' : 'worse-text'}>{text}</span>
        <DifferenceBar difference={difference} range={range} />
      </td>
    );
  }
  return column.numeric ? (
    <td class="numeric">{text}</td>
  ) : (
    <td title={text}>
      <bdi>{text}</bdi>
    </td>
  );
}

/** The line that separates what helps from what does not. */
export function BaselineRow({ index, columns, document, isActive, onFocus }: RowProps) {
  const score = scoreFormat(document, '−').score(document.baseline.score);
  const place = columns.findIndex(({ id }) => id === 'score');
  return (
    <tr
      class="baseline"
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      onFocus={() => onFocus(index)}
    >
      <td />
      <th scope="row" colSpan={Math.max(1, place - 1)}>
        {baselineLabel()}
      </th>
      <td class="numeric">{score}</td>
      <td colSpan={Math.max(1, columns.length - place - 1)} />
    </tr>
  );
}
