import type { RankingDocument, RankingPart, SkippedEsm } from '../ranking/document.ts';
import { rankingSchema } from '../ranking/document.ts';
import { rankTasks, type ScoredTask } from '../ranking/rank-tasks.ts';

/** The parts of a document that are known once the target is embedded. */
export type DocumentHead = Pick<RankingDocument, 'target' | 'model' | 'method' | 'baseline' | 'warnings'>;

/** How many of the maps have been scored, of how many that were asked for and that exist. */
export type Coverage = NonNullable<RankingDocument['coverage']>;

/** What a run has gathered so far. Documents can be made of it at any time after the baseline is known. */
export class RunRecord {
  readonly tasks: ScoredTask[] = [];
  readonly skipped: SkippedEsm[] = [];
  readonly timings = { embedMs: 0, fetchMs: 0, scoreMs: 0, totalMs: 0 };
  head: DocumentHead | null = null;
  requested = 0;
  available: number | null = null;
  /** What the request's filter left out; null: it has none. */
  filter: { text: string; leftOut: number } | null = null;
  /** Set where the run is one share of a larger one. */
  part: RankingPart | null = null;

  /** How far the ranking is. */
  coverage(): Coverage {
    const coverage = { scored: this.tasks.length, requested: this.requested, available: this.available };
    return this.filter === null ? coverage : { ...coverage, filter: this.filter };
  }

  /** The ranking of what has been scored; null before the baseline is known. */
  document(facts: { partial: boolean; created: Date; generator: string }): RankingDocument | null {
    if (this.head === null) return null;
    return {
      schema: rankingSchema,
      partial: facts.partial,
      ...(this.part === null ? {} : { part: this.part }),
      created: facts.created.toISOString(),
      generator: facts.generator,
      ...this.head,
      coverage: this.coverage(),
      certainty: null,
      tasks: rankTasks(this.tasks),
      skipped: [...this.skipped].sort((a, b) => (a.repo < b.repo ? -1 : 1)),
      timings: { ...this.timings },
    };
  }
}
