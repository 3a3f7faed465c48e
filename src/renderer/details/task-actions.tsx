import { useState } from 'preact/hooks';
import type { RankedTask, RankingDocument } from '../../ranking/document.ts';
import type { ExtensionLink, Outcome } from '../extension-link.ts';
import { useObservable } from '../use-observable.ts';

interface TaskActionsProps {
  document: RankingDocument;
  task: RankedTask;
  extension: ExtensionLink;
}

/** The next steps for one task. What needs the extension appears once the extension has said that it can do it. */
export function TaskActions({ document, task, extension }: TaskActionsProps) {
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
            setOutcome(await extension.request({ type: 'insert-fine-tuning-cell', target, model, task, warnings }))
          }
        >
          Insert fine-tuning cell
        </button>
      )}
      <button type="button" class="tool" onClick={async () => setOutcome(await copy(task.taskId, extension))}>
        Copy dataset id
      </button>
      {repo !== null && (
        <button type="button" class="tool" onClick={async () => setOutcome(await copy(repo, extension))}>
          Copy map id
        </button>
      )}
      <span role="status">{outcome?.outcome ?? ''}</span>
    </div>
  );
}

/** Copies by the extension where it can, else by the page, which may not be allowed to. */
async function copy(text: string, extension: ExtensionLink): Promise<Outcome> {
  if (extension.actions.get().has('copy')) return extension.request({ type: 'copy', text });
  try {
    await navigator.clipboard.writeText(text);
    return { ok: true, outcome: 'Copied.' };
  } catch {
    return { ok: false, outcome: 'This page may not copy.' };
  }
}
