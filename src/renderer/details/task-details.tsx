import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { differenceCell } from '../../ranking/export/standing-cells.ts';
import { datasetAddress, modelAddress } from '../../ranking/hub-links.ts';
import { formatCount, scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { standingSentence } from '../../ranking/sentences/standing.ts';
import { english } from '../../ranking/sentences/translate.ts';
import { standingOf } from '../../ranking/standing.ts';
import { columnsName, taskName } from '../../ranking/task-name.ts';
import type { ExtensionLink } from '../extension-link.ts';
import { TaskActions } from './task-actions.tsx';
import { trainingFacts } from './training-facts.ts';

interface TaskDetailsProps {
  document: RankingDocument;
  task: RankedTask;
  extension: ExtensionLink;
  onClose(): void;
}

/** The pinned task: what its map was trained on and how, and what can be done next. */
export function TaskDetails({ document, task, extension, onClose }: TaskDetailsProps) {
  const name = plainLine(taskName(task));
  return (
    <article class="task-details" aria-label={`Details of ${name}`}>
      <div class="details-head">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <button type="button" class="tool" aria-label="Close details" onClick={onClose}>
          ✕
        </button>
      </div>
      <p>{explanation(document, task)}</p>
      <dl class="facts">
        {[...identity(task), ...mapSize(document, task), ...trainingFacts(task.training)].map(
          ({ name: fact, value }) => (
            <div key={fact}>
              <dt>{fact}</dt>
              <dd title={value}>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
      <TaskActions document={document} task={task} extension={extension} />
      <p class="links">
        <HubLink address={datasetAddress(task.taskId)} text="Dataset on the Hub" />
        <HubLink address={modelAddress(task.repo)} text="Map and its card on the Hub" />
      </p>
    </article>
  );
}

function explanation(document: RankingDocument, task: RankedTask): string {
  const format = scoreFormat(document, '−');
  const place = `Rank ${formatCount(task.rank)} of ${formatCount(document.tasks.length)}`;
  const difference = differenceCell(task, document, format);
  const against = difference === '' ? 'baseline not known' : `${difference} against the baseline`;
  const ranks =
    task.rankInterval === null
      ? ''
      : ` Its rank lies between ${task.rankInterval.map(formatCount).join(' and ')} (90 %).`;
  return `${place}, score ${format.score(task.score)}, ${against}. ${standingSentence(standingOf(task, document), english)}${ranks}`;
}

function identity(task: RankedTask): { name: string; value: string }[] {
  return [
    { name: 'Subset', value: task.taskSubset },
    { name: 'Split', value: task.taskSplit },
    { name: 'Columns', value: columnsName(task) },
    { name: 'Examples', value: task.examples === null ? null : formatCount(task.examples) },
    { name: 'Language', value: task.language },
    { name: 'Architecture', value: task.architecture },
    { name: 'Map', value: task.repo },
    { name: 'Revision', value: task.revision?.slice(0, 12) ?? null },
  ].flatMap(({ name, value }) => (value ? [{ name, value: plainLine(value) }] : []));
}

/** What a linear map of this dimension weighs: d² + d numbers of four bytes. */
function mapSize({ model }: RankingDocument, { architecture }: RankedTask): { name: string; value: string }[] {
  if (architecture !== 'linear' || model.dimension === null) return [];
  const numbers = model.dimension ** 2 + model.dimension;
  return [{ name: 'Size', value: `${formatCount(numbers)} numbers, ${((numbers * 4) / 1e6).toFixed(1)} MB` }];
}

function HubLink({ address, text }: { address: string | null; text: string }) {
  if (address === null) return null;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
