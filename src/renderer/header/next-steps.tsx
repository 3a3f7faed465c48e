import { useState } from 'preact/hooks';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { datasetAddress } from '../../ranking/hub-links.ts';
import { showsNoRelation } from '../../ranking/no-relation.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { smallNumber } from '../../ranking/sentences/small-number.ts';
import { tasksToTry } from '../../ranking/shortlist.ts';
import { taskName } from '../../ranking/task-name.ts';
import { copyText } from '../copy-text.ts';
import type { ExtensionLink, Outcome } from '../extension-link.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';

interface NextStepsProps {
  document: RankingDocument;
  extension: ExtensionLink;
}

/**
 * What to do with the answer, beside it: try the tasks, or look at the first one. Nothing while the run goes on, when the answer still changes, and where the
 * labels do not follow from the texts.
 */
export function NextSteps({ document, extension }: NextStepsProps) {
  const { say } = useWords();
  const actions = useObservable(extension.actions);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [first, ...beside] = tasksToTry(document);
  const isRunning = document.partial && document.coverage?.remainingMs !== undefined;
  if (first === undefined || isRunning || showsNoRelation(document)) return null;
  const { target, model, warnings } = document;
  const tryThem = () =>
    extension.request({ type: 'insert-fine-tuning-cell', target, model, task: first, beside, warnings });
  return (
    <fieldset class="actions next-steps" aria-label={say('Next steps')}>
      {actions.has('insert-fine-tuning-cell') && (
        <button
          type="button"
          class="tool primary"
          title={say(
            'Inserts a Python cell that fine-tunes with and without each of them first, and compares the results',
          )}
          onClick={async () => setOutcome(await tryThem())}
        >
          {beside.length === 0 ? say('Try it') : say('Try these {0}', smallNumber(beside.length + 1, say))}
        </button>
      )}
      <DatasetLink task={first} />
      <button
        type="button"
        class="tool"
        aria-label={say('Copy id {0}', plainLine(first.taskId))}
        title={plainLine(first.taskId)}
        onClick={async () => setOutcome(await copyText(first.taskId, extension, say))}
      >
        {say('Copy id')}
      </button>
      <span role="status">{outcome?.outcome ?? ''}</span>
    </fieldset>
  );
}

/** The page of the first task's dataset on the Hub; nothing where its id is no name on the Hub. */
function DatasetLink({ task }: { task: RankedTask }) {
  const { say } = useWords();
  const address = datasetAddress(task.taskId);
  if (address === null) return null;
  const name = plainLine(taskName(task));
  return (
    <a
      class="tool"
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={say('Open dataset {0} on the Hub', name)}
      title={say('{0} on the Hub', name)}
    >
      {say('Open dataset')}
    </a>
  );
}
