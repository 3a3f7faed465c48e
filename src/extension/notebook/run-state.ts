import type { DownloadPlan } from '../../engine/download-plan.ts';
import type { RunEvent } from '../../engine/run-events.ts';
import { RunRecord } from '../../engine/run-record.ts';
import { type Progress, type Stage, stage } from '../../protocol/progress.ts';
import type { RankingDocument } from '../../ranking/document.ts';

/** How far a stage is, and since when (milliseconds, any clock). */
export interface StageState {
  progress: Progress;
  startedAt: number;
}

/** What is known of a run while it goes on: enough to show its progress and the ranking so far. */
export class RunState {
  readonly #stages = new Map<Stage, StageState>();
  readonly #record = new RunRecord();
  readonly #startedAt: number;
  plan: DownloadPlan | null = null;

  constructor(now: number) {
    this.#startedAt = now;
  }

  progress(progress: Progress, now: number): void {
    const startedAt = this.#stages.get(progress.stage)?.startedAt ?? now;
    this.#stages.set(progress.stage, { progress, startedAt });
  }

  event(event: RunEvent): void {
    if (event.kind === 'plan') this.plan = event.plan;
    if (event.kind === 'head') this.#record.head = event.head;
    if (event.kind === 'scored') this.#record.tasks.push(event.task);
    if (event.kind === 'skipped') this.#record.skipped.push(event.esm);
    if (event.kind === 'scored' || event.kind === 'skipped') {
      this.#record.requested = event.coverage.requested;
      this.#record.available = event.coverage.available;
    }
  }

  /** The stages that have begun, in the order in which a person thinks of them. */
  stages(): StageState[] {
    return stage.options.flatMap((name) => this.#stages.get(name) ?? []);
  }

  /** The ranking so far, marked as partial; null before the first map is scored. */
  document(now: number): RankingDocument | null {
    if (this.#record.tasks.length === 0) return null;
    this.#record.timings.totalMs = Math.round(now - this.#startedAt);
    return this.#record.document({ partial: true, created: new Date(), generator: '' });
  }
}
