import type { Hub } from '../../hub/hub.ts';
import type { HubWait, Progress, Stage } from '../../protocol/progress.ts';

type OnProgress = (progress: Progress) => void;

/** Stages that are nothing but requests to the Hub. */
const stages: ReadonlySet<Stage> = new Set(['list-esms', 'fetch-model', 'look-esms', 'fetch-esms']);

/** A hub whose waits are told as progress of the stage that asks it at the time, and the `onProgress` for those stages. */
export function showWaits(hub: Hub, onProgress: OnProgress): { hub: Hub; onProgress: OnProgress } {
  const waits = new Set<HubWait>();
  let current: Progress = { stage: 'list-esms', done: 0, total: null, unit: 'esms' };
  /** Of several requests that wait together, the one that waits longest is told, and once. */
  let longest: HubWait | null = null;
  const tell = () => onProgress(longest === null ? current : { ...current, wait: longest });
  const look = () => {
    const before = longest?.seconds;
    longest = [...waits].reduce<HubWait | null>(
      (most, each) => (each.seconds > (most?.seconds ?? 0) ? each : most),
      null,
    );
    if (longest?.seconds !== before) tell();
  };
  const onWait = (wait: HubWait) => {
    waits.add(wait);
    look();
    return () => {
      waits.delete(wait);
      look();
    };
  };
  return {
    hub: { ...hub, onWait },
    onProgress(progress) {
      if (!stages.has(progress.stage)) return onProgress(progress);
      current = progress;
      tell();
    },
  };
}
