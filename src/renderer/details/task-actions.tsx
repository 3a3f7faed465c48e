import { useState } from 'preact/hooks';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import { copyText } from '../copy-text.ts';
import type { ExtensionLink, Outcome } from '../extension-link.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';

interface TaskActionsProps {
  document: RankingDocument;
  task: RankedTask;
  extension: ExtensionLink;
}

/** The next steps for one task. What needs the extension appears once the extension has said that it can do it. */
export function TaskActions({ document, task, extension }: TaskActionsProps) {
  const { say } = useWords();
  const actions = useObservable(extension.actions);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { target, model, warnings } = document;
  const { repo } = task;
  return (
    <div class="actions">
      {actions.has('insert-fine-tuning-cell') && (
        <button
          type="button"
          class="tool primary"
          onClick={async () =>
            setOutcome(
              await extension.request({ type: 'insert-fine-tuning-cell', target, model, task, beside: [], warnings }),
            )
          }
        >
          {say('Insert fine-tuning cell')}
        </button>
      )}
      <button type="button" class="tool" onClick={async () => setOutcome(await copyText(task.taskId, extension, say))}>
        {say('Copy dataset id')}
      </button>
      {repo !== null && (
        <button type="button" class="tool" onClick={async () => setOutcome(await copyText(repo, extension, say))}>
          {say('Copy map id')}
        </button>
      )}
      <span role="status">{outcome?.outcome ?? ''}</span>
    </div>
  );
}
