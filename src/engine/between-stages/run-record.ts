import { nextToComplete } from '../../certainty/contenders.ts';
import { type Difference, differenceTo } from '../../certainty/difference.ts';
import { certaintyOf, type KnownCertainty, withCertainty } from '../../ranking/certainty-of.ts';
import type { RankingDocument, RankingPart, SkippedEsm } from '../../ranking/document.ts';
import { rankingSchema } from '../../ranking/document.ts';
import { drawsToBase64 } from '../../ranking/draws-in-base64.ts';
import { countLookedAt, lookedAtRows } from '../../ranking/looked.ts';
import { rankTasks, type ScoredTask } from '../../ranking/rank-tasks.ts';

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
  /** What each reweighting of the rows adds to the baseline and, by repository, to the score of each task; where scores come with that. */
  baselineDraws: Float32Array | null = null;
  readonly draws = new Map<string, Float32Array>();
  /** How sure the ranking was when it was assessed last. */
  certainty: KnownCertainty | null = null;
  readonly #looks = new Map<string, Difference | null>();
  #changes = 0;
  #assessedChanges = 0;

  /** How far the ranking is. */
  coverage(): Coverage {
    const looked = this.tasks.some((task) => task.looked !== undefined);
    const lookedAt = looked ? { lookedAt: countLookedAt(this.tasks) } : {};
    const coverage = { scored: this.tasks.length, requested: this.requested, available: this.available, ...lookedAt };
    return this.filter === null ? coverage : { ...coverage, filter: this.filter };
  }

  /** Takes a score. That of a whole map takes the place of what a first look gave. */
  add(task: ScoredTask, draws: Float32Array | null = null): void {
    this.#changes += 1;
    const before = this.tasks.findIndex(({ repo }) => repo === task.repo);
    if (before < 0) this.tasks.push(task);
    else this.tasks[before] = task;
    if (task.repo === null) return;
    if (draws === null) this.draws.delete(task.repo);
    else this.draws.set(task.repo, draws);
  }

  /** Takes that a map is not ranked, also where a first look gave it a score. */
  skip(esm: SkippedEsm): void {
    this.skipped.push(esm);
    const before = this.tasks.findIndex(({ repo }) => repo === esm.repo);
    if (before < 0) return;
    this.#changes += 1;
    this.tasks.splice(before, 1);
    this.draws.delete(esm.repo);
  }

  /** Takes what a first look showed of a map; null: nothing that is certain enough to choose by. */
  looked(repo: string, look: Difference | null): void {
    this.#looks.set(repo, look);
  }

  /** Whether a first look was taken at a map. */
  isLookedAt(repo: string): boolean {
    return this.#looks.has(repo);
  }

  /** Repositories of the maps that should be made whole next, after a first look; the best first. */
  nextToComplete(): string[] {
    const { baselineDraws, head } = this;
    if (head?.baseline == null || baselineDraws === null) return [];
    const baseline = { score: head.baseline.score, draws: baselineDraws };
    const maps = this.tasks.flatMap(({ repo, score, standardError, looked }) => {
      const look = this.#looks.get(repo ?? '');
      const draws = this.draws.get(repo ?? '');
      if (repo === null || look == null || draws === undefined || standardError === null) return [];
      const isWhole = lookedAtRows({ looked }) === null;
      return [{ repo, look, exact: isWhole ? differenceTo(baseline, { score, standardError, draws }) : null }];
    });
    return nextToComplete(maps).flatMap((index) => maps[index]?.repo ?? []);
  }

  /** How sure the ranking of what has been scored is; null where that is not known. Computed only if it has changed since the last time. */
  assess(): KnownCertainty | null {
    const { head, baselineDraws: baseline } = this;
    if (head === null || baseline === null || this.#changes === this.#assessedChanges) return this.certainty;
    this.certainty = certaintyOf({ ...head, tasks: rankTasks(this.tasks) }, { baseline, tasks: this.draws });
    this.#assessedChanges = this.#changes;
    return this.certainty;
  }

  /** The ranking of what has been scored, as sure as it was when it was assessed last; null before the baseline is known. */
  document(facts: { partial: boolean; created: Date; generator: string }): RankingDocument | null {
    if (this.head === null) return null;
    const document: RankingDocument = {
      schema: rankingSchema,
      partial: facts.partial,
      ...(this.part === null ? {} : { part: { ...this.part, ...this.#drawsOfPart() } }),
      created: facts.created.toISOString(),
      generator: facts.generator,
      ...this.head,
      coverage: this.coverage(),
      certainty: null,
      tasks: rankTasks(this.tasks),
      skipped: [...this.skipped].sort((a, b) => (a.repo < b.repo ? -1 : 1)),
      timings: { ...this.timings },
    };
    return withCertainty(document, this.certainty);
  }

  #drawsOfPart(): Pick<RankingPart, 'draws'> {
    if (this.baselineDraws === null) return {};
    const tasks = [...this.draws].map(([repo, draws]) => [repo, drawsToBase64(draws)] as const);
    return { draws: { baseline: drawsToBase64(this.baselineDraws), tasks: Object.fromEntries(tasks.sort()) } };
  }
}
