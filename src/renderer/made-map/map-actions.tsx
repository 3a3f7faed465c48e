import { useState } from 'preact/hooks';
import type { TrainingReport } from '../../protocol/training-report.ts';
import type { RendererAction } from '../../ranking/renderer-messages.ts';
import type { ExtensionLink, Outcome } from '../extension-link.ts';
import { useObservable } from '../use-observable.ts';
import { useWords } from '../use-words.ts';

interface MapActionsProps {
  report: TrainingReport;
  extension: ExtensionLink;
}

/** What can be done with a map, in the order of a person's next steps. */
const steps = ['rank-with-map', 'publish-map', 'open-map-folder'] as const satisfies RendererAction[];

const names: Record<(typeof steps)[number], string> = {
  'rank-with-map': 'Rank with it',
  'publish-map': 'Publish…',
  'open-map-folder': 'Open folder',
};

/** The next steps. Each needs the extension, and appears once that has said that it can do it. */
export function MapActions({ report, extension }: MapActionsProps) {
  const { say } = useWords();
  const actions = useObservable(extension.actions);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const offered = steps.filter((type) => actions.has(type));
  if (offered.length === 0) return null;
  return (
    <div class="actions">
      {offered.map((type, index) => (
        <button
          key={type}
          type="button"
          class={index === 0 ? 'tool primary' : 'tool'}
          onClick={async () => setOutcome(await extension.request({ type, map: report.map }))}
        >
          {say(names[type])}
        </button>
      ))}
      <span role="status">{outcome?.outcome ?? ''}</span>
    </div>
  );
}
