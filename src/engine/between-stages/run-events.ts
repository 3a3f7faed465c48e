import type { Progress } from '../../protocol/progress.ts';
import type { Look } from '../../protocol/rank-request.ts';
import type { Certainty, RankingDocument, SkippedEsm } from '../../ranking/document.ts';
import type { ScoredTask } from '../../ranking/rank-tasks.ts';
import type { PlaceCertainty } from '../../ranking/unknown-certainty.ts';
import type { DownloadPlan } from './download-plan.ts';
import type { Coverage, DocumentHead } from './run-record.ts';

/**
 * What a run tells while it goes on, in this order: one target, one plan, one head, then maps as they are scored, and now and then how sure the
 * ranking so far is.
 */
export type RunEvent =
  | { kind: 'target'; target: RankingDocument['target']; warnings: RankingDocument['warnings'] }
  | { kind: 'plan'; plan: DownloadPlan }
  | { kind: 'head'; head: DocumentHead }
  | { kind: 'scored'; task: ScoredTask; coverage: Coverage }
  /** `tasks`: by repository, of those that were scored by then. */
  | { kind: 'certainty'; certainty: Certainty; tasks: Record<string, PlaceCertainty> }
  | { kind: 'skipped'; esm: SkippedEsm; coverage: Coverage };

/** How a caller follows and steers a run. */
export interface RunObserver {
  onProgress?: (progress: Progress) => void;
  onResult?: (event: RunEvent) => void;
  /**
   * Asked once where a run would download more than `consentLimitBytes` (500 MB). Without it, or answering false, the run ends
   * with run-download-needs-consent before anything large has moved. True agrees to the plan; where it has another way, that can be answered.
   */
  confirmDownload?: (plan: DownloadPlan) => Promise<boolean | Look>;
  signal: AbortSignal;
}
