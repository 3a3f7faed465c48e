import { differenceToBaseline } from '../../ranking/baseline.ts';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { formatCount, scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { toneOf } from '../../ranking/plots/tone.ts';
import { baselineLabel } from '../../ranking/sentences/baseline.ts';
import { othersLabel } from '../../ranking/sentences/estimator.ts';
import { lookedLabel, lookedSentence } from '../../ranking/sentences/looked.ts';
import { standingSentence } from '../../ranking/sentences/standing.ts';
import { standingOf } from '../../ranking/standing.ts';
import { taskKey } from '../../ranking/task-key.ts';
import { namedSubset } from '../../ranking/task-name.ts';
import type { Observable } from '../observable.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';
import type { ViewState } from '../view-state.ts';
import { hasBar, type TableColumn } from './columns.ts';
import { type BarRange, DifferenceBar } from './difference-bar.tsx';
import type { Fold } from './table-rows.ts';

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
  fold: Fold;
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
  fold,
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
        <TaskCell
          key={column.id}
          column={column}
          task={task}
          fold={fold}
          document={document}
          range={range}
          view={view}
        />
      ))}
    </tr>
  );
}

type TaskCellProps = Pick<TaskRowProps, 'task' | 'fold' | 'document' | 'range' | 'view'> & { column: TableColumn };

function TaskCell({ column, task, fold, document, range, view }: TaskCellProps) {
  const { say } = useWords();
  const text = column.text(task);
  if (column.id === 'task') {
    return (
      <th scope="row" class={fold?.kind === 'under' ? 'name alike' : 'name'}>
        <TaskName task={task} />
        {fold?.kind === 'head' && task.repo !== null && <FoldButton repo={task.repo} fold={fold} view={view} />}
      </th>
    );
  }
  if (column.id === 'difference') {
    const difference = differenceToBaseline(task, document);
    return (
      <td class="numeric difference">
        <span class={`${toneOf(task, document)}-text`}>{text.replace('± ', '±\u00a0')}</span>
        {difference !== null && hasBar(column) && (
          <DifferenceBar document={document} task={task} difference={difference} range={range} />
        )}
      </td>
    );
  }
  if (column.id === 'helps') {
    const standing = standingOf(task, document);
    return (
      <td class={`${standing}-text`} title={standingSentence(standing, say)}>
        {text}
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

/** The dataset, and its subset where that has a name; both in full, over as many lines as it takes. */
function TaskName({ task }: { task: RankedTask }) {
  const { say } = useWords();
  const subset = namedSubset(task);
  const looked = lookedLabel(task, say);
  const others = othersLabel(task, say);
  return (
    <>
      <bdi>{plainLine(task.taskId)}</bdi>
      {subset !== null && (
        <>
          {' '}
          <span class="subset">
            (<bdi>{plainLine(subset)}</bdi>)
          </span>
        </>
      )}
      {looked !== '' && (
        <span class="subset" title={lookedSentence(task, say)}>
          {`, ${looked}`}
        </span>
      )}
      {others !== '' && <span class="subset">{`, ${others}`}</span>}
    </>
  );
}

interface FoldButtonProps {
  repo: string;
  fold: Extract<Fold, { kind: 'head' }>;
  view: Observable<ViewState>;
}

/** Opens and closes the tasks that are alike: the sample sees no difference between them. */
function FoldButton({ repo, fold: { count, isOpen }, view }: FoldButtonProps) {
  const { say } = useWords();
  const toggle = (event: Event) => {
    event.stopPropagation();
    const { unfolded, ...others } = view.get();
    view.set({ ...others, unfolded: isOpen ? unfolded.filter((each) => each !== repo) : [...unfolded, repo] });
  };
  return (
    <button
      type="button"
      class="fold"
      aria-expanded={isOpen}
      title={say('The sample sees no difference between these tasks')}
      onClick={toggle}
    >
      {say('and {0} alike', formatCount(count))}
    </button>
  );
}

/** The line that separates what helps from what does not. */
export function BaselineRow({ index, columns, document, isActive, onFocus, score }: RowProps & { score: number }) {
  const { say } = useWords();
  const value = scoreFormat(document, '−').score(score);
  const name = baselineLabel(say);
  const label = columns.some(({ id }) => id === 'score') ? name : `${name} (${value})`;
  return (
    <tr
      class="baseline"
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      onFocus={() => onFocus(index)}
    >
      {columns.map(({ id }) =>
        id === 'task' ? (
          <th key={id} scope="row" class="name">
            {label}
          </th>
        ) : (
          <td key={id} class={id === 'score' ? 'numeric' : ''}>
            {id === 'score' ? value : ''}
          </td>
        ),
      )}
    </tr>
  );
}
