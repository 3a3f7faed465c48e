import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { differenceCell } from '../../ranking/export/standing-cells.ts';
import { datasetAddress, modelAddress } from '../../ranking/hub-links.ts';
import { formatCount, scoreFormat } from '../../ranking/number-format.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { joinSentences } from '../../ranking/sentences/join-sentences.ts';
import { standingSentence } from '../../ranking/sentences/standing.ts';
import { strengthSentence } from '../../ranking/sentences/strength.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';
import { whySentence } from '../../ranking/sentences/why.ts';
import { standingOf } from '../../ranking/standing.ts';
import { columnsName, taskName } from '../../ranking/task-name.ts';
import type { ExtensionLink } from '../extension-link.ts';
import { type Fact, FactList } from '../fact-list.tsx';
import type { PageWords } from '../page-words.ts';
import { useWords } from '../use-words.ts';
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
  const words = useWords();
  const { say } = words;
  const name = plainLine(taskName(task));
  return (
    <article class="task-details" aria-label={say('Details of {0}', name)}>
      <div class="details-head">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <button type="button" class="tool" aria-label={say('Close details')} onClick={onClose}>
          ✕
        </button>
      </div>
      <p>{explanation(document, task, say)}</p>
      <TaskActions document={document} task={task} extension={extension} />
      <ClassGains document={document} task={task} />
      <FactList facts={datasetFacts(task, words)} />
      <FoldedFacts label={say('Map')} facts={[...mapFacts(task, say), ...mapSize(document, task, say)]} />
      <FoldedFacts label={say('Training')} facts={trainingFacts(task.training, say)} />
      <p class="links">
        <HubLink address={datasetAddress(task.taskId)} text={say('Dataset on the Hub')} />
        <HubLink address={modelAddress(task.repo)} text={say('Map and its card on the Hub')} />
      </p>
    </article>
  );
}

function explanation(document: RankingDocument, task: RankedTask, say: Translate): string {
  const sentences = [
    placeSentence(document, task, say),
    standingSentence(standingOf(task, document), say),
    whySentence(task, document, say),
    strengthSentence(task, document, say),
    task.rankInterval === null
      ? ''
      : say('Its rank lies between {0} and {1} (90 %).', ...task.rankInterval.map(formatCount)),
  ];
  return joinSentences(sentences, say);
}

function placeSentence(document: RankingDocument, task: RankedTask, say: Translate): string {
  const format = scoreFormat(document, '−');
  const place = [formatCount(task.rank), formatCount(document.tasks.length), format.score(task.score)];
  const difference = differenceCell(task, document, format);
  return difference === ''
    ? say('Rank {0} of {1}, score {2}, baseline not known.', ...place)
    : say('Rank {0} of {1}, score {2}, {3} against the baseline.', ...place, difference);
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

function datasetFacts(task: RankedTask, { say, count }: PageWords): Fact[] {
  return told([
    [say('Dataset'), task.taskId],
    [say('Subset'), task.taskSubset],
    [say('Split'), task.taskSplit],
    [say('Columns'), columnsName(task)],
    [say('Examples'), task.examples === null ? null : count(task.examples)],
    [say('Language'), task.language],
  ]);
}

function mapFacts(task: RankedTask, say: Translate): Fact[] {
  return told([
    [say('Repository'), task.repo],
    [say('Revision'), task.revision?.slice(0, 12) ?? null],
    [say('Architecture'), task.architecture],
  ]);
}

function told(facts: readonly (readonly [string, string | null])[]): Fact[] {
  return facts.flatMap(([name, value]) => (value ? [{ name, value: plainLine(value) }] : []));
}

/** What a linear map of this dimension weighs: d² + d numbers of four bytes. */
function mapSize({ model }: RankingDocument, { architecture }: RankedTask, say: Translate): Fact[] {
  if (architecture !== 'linear' || model.dimension === null) return [];
  const numbers = model.dimension ** 2 + model.dimension;
  const megabytes = ((numbers * 4) / 1e6).toFixed(1);
  return [{ name: say('Size'), value: say('{0} numbers, {1} MB', formatCount(numbers), megabytes) }];
}

function HubLink({ address, text }: { address: string | null; text: string }) {
  if (address === null) return null;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
