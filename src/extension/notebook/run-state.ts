import type { DownloadPlan } from '../../engine/between-stages/download-plan.ts';
import type { RunEvent } from '../../engine/between-stages/run-events.ts';
import { RunRecord } from '../../engine/between-stages/run-record.ts';
import type { Progress } from '../../protocol/progress.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { remainingMs } from '../../words/describe-progress.ts';
import { type StageState, StageStates } from './stage-states.ts';

/** What is known of a run while it goes on: enough to show its progress and the ranking so far. */
export class RunState {
  readonly #stages = new StageStates();
  readonly #record = new RunRecord();
  readonly #startedAt: number;
  plan: DownloadPlan | null = null;

  constructor(now: number) {
    this.#startedAt = now;
  }

  progress(progress: Progress, now: number): void {
    this.#stages.progress(progress, now);
  }

  event(event: RunEvent): void {
    if (event.kind === 'plan') this.plan = event.plan;
    if (event.kind === 'head') this.#record.head = event.head;
    if (event.kind === 'scored') this.#record.add(event.task);
    if (event.kind === 'skipped') this.#record.skip(event.esm);
    if (event.kind === 'certainty') {
      this.#record.certainty = { certainty: event.certainty, tasks: new Map(Object.entries(event.tasks)) };
    }
    if (event.kind === 'scored' || event.kind === 'skipped') {
      this.#record.requested = event.coverage.requested;
      this.#record.available = event.coverage.available;
      this.#record.filter = event.coverage.filter ?? null;
    }
  }

  /** The stages that have begun, in the order in which a person thinks of them. */
  stages(): StageState[] {
    return this.#stages.begun();
  }

  /** The ranking so far with the time that the rest will take; null before the first map is scored. */
  documentWhileRunning(now: number): RankingDocument | null {
    const document = this.document(now);
    const remainingMs = this.#remainingMs(now);
    if (document?.coverage == null || remainingMs === null) return document;
    return { ...document, coverage: { ...document.coverage, remainingMs } };
  }

  /** Maps are fetched while others are scored: the slower of the two decides. */
  #remainingMs(now: number): number | null {
    const rests = (['look-esms', 'fetch-esms', 'score'] as const).flatMap((name) => {
      const state = this.#stages.of(name);
      return state === null ? [] : (remainingMs(state.progress, now - state.startedAt) ?? []);
    });
    return rests.length === 0 ? null : Math.max(...rests);
  }

  /** The ranking so far, marked as partial; null before the first map is scored. */
  document(now: number): RankingDocument | null {
    if (this.#record.tasks.length === 0) return null;
    this.#record.timings.totalMs = Math.round(now - this.#startedAt);
    return this.#record.document({ partial: true, created: new Date(), generator: '' });
  }
}
