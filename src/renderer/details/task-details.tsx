import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { differenceCell } from '../../ranking/export/standing-cells.ts';
import { datasetAddress, modelAddress } from '../../ranking/hub-links.ts';
import { formatCount, scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { standingSentence } from '../../ranking/sentences/standing.ts';
import { strengthSentence } from '../../ranking/sentences/strength.ts';
import { english } from '../../ranking/sentences/translate.ts';
import { whySentence } from '../../ranking/sentences/why.ts';
import { standingOf } from '../../ranking/standing.ts';
import { columnsName, taskName } from '../../ranking/task-name.ts';
import type { ExtensionLink } from '../extension-link.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import { ClassGains } from './class-gains.tsx';
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
      <TaskActions document={document} task={task} extension={extension} />
      <ClassGains document={document} task={task} />
      <FactList facts={datasetFacts(task)} />
      <FoldedFacts label="Map" facts={[...mapFacts(task), ...mapSize(document, task)]} />
      <FoldedFacts label="Training" facts={trainingFacts(task.training)} />
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
      : `Its rank lies between ${task.rankInterval.map(formatCount).join(' and ')} (90 %).`;
  const sentences = [
    `${place}, score ${format.score(task.score)}, ${against}.`,
    standingSentence(standingOf(task, document), english),
    whySentence(task, document, english),
    strengthSentence(task, document, english),
    ranks,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** What few need to know: there on demand. */
function FoldedFacts({ label, facts }: { label: string; facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <details>
      <summary>{label}</summary>
      <FactList facts={facts} />
    </details>
  );
}

function datasetFacts(task: RankedTask): Fact[] {
  return told([
    ['Dataset', task.taskId],
    ['Subset', task.taskSubset],
    ['Split', task.taskSplit],
    ['Columns', columnsName(task)],
    ['Examples', task.examples === null ? null : formatCount(task.examples)],
    ['Language', task.language],
  ]);
}

function mapFacts(task: RankedTask): Fact[] {
  return told([
    ['Repository', task.repo],
    ['Revision', task.revision?.slice(0, 12) ?? null],
    ['Architecture', task.architecture],
  ]);
}

function told(facts: readonly (readonly [string, string | null])[]): Fact[] {
  return facts.flatMap(([name, value]) => (value ? [{ name, value: plainLine(value) }] : []));
}

/** What a linear map of this dimension weighs: d² + d numbers of four bytes. */
function mapSize({ model }: RankingDocument, { architecture }: RankedTask): Fact[] {
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
