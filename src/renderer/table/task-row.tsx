import { differenceToBaseline, sideOf } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { scoreFormat } from '../../ranking/number-format.ts';
import { baselineLabel } from '../../ranking/sentences/baseline.ts';
import { taskKey } from '../../ranking/task-key.ts';
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
  const key = taskKey(task);
  const isHovered = useObservable(hovered) === key;
  const pin = () => view.set({ ...view.get(), pinned: isPinned ? null : key });
  const focus = () => {
    onFocus(index);
    hovered.set(key);
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
      onMouseEnter={() => hovered.set(key)}
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
        <span class={sideOf(task, document) === 'better' ? 'better-text' : 'worse-text'}>{text}</span>
        {difference !== null && <DifferenceBar difference={difference} range={range} />}
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
export function BaselineRow({ index, columns, document, isActive, onFocus, score }: RowProps & { score: number }) {
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
      <td class="numeric">{scoreFormat(document, '−').score(score)}</td>
      <td colSpan={Math.max(1, columns.length - place - 1)} />
    </tr>
  );
}
