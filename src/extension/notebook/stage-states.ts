import { type Progress, type Stage, stage } from '../../protocol/progress.ts';

/** How far a stage is, and since when (milliseconds, any clock). */
export interface StageState {
  progress: Progress;
  startedAt: number;
}

/** How far the stages of a run are. */
export class StageStates {
  readonly #states = new Map<Stage, StageState>();

  progress(progress: Progress, now: number): void {
    const startedAt = this.#states.get(progress.stage)?.startedAt ?? now;
    this.#states.set(progress.stage, { progress, startedAt });
  }

  /** Null before it has begun. */
  of(name: Stage): StageState | null {
    return this.#states.get(name) ?? null;
  }

  /** Those that have begun, in the order in which a person thinks of them. */
  begun(): StageState[] {
    return stage.options.flatMap((name) => this.#states.get(name) ?? []);
  }
}
