import { lookWidening, ofLook } from '../../certainty/contenders.ts';
import { type Difference, differenceTo } from '../../certainty/difference.ts';
import type { LookedAtRows } from '../../ranking/looked.ts';

/** What is known of a score: its evidence by class, and how sure it is. */
export interface DrawnEvidence {
  score: number;
  evidence: number[];
  standardError: number | null;
  draws: Float32Array | null;
}

/**
 * Scores of maps of which only the first rows were looked at, made comparable with those of whole maps: what the rows add to the base model's own embeddings in as many
 * dimensions is added to the baseline. They are less sure by what a look misses.
 */
export class LookScores {
  readonly #baseline: DrawnEvidence;
  readonly #part: DrawnEvidence;
  readonly #dimension: number;
  /** How many rows are looked at. */
  readonly rows: number;

  /** @param part the baseline in as many dimensions as are looked at */
  constructor(baseline: DrawnEvidence, part: DrawnEvidence & { rows: number }, dimension: number) {
    this.#baseline = baseline;
    this.#part = part;
    this.#dimension = dimension;
    this.rows = part.rows;
  }

  /** What the first rows of a map add to the baseline, as sure as that is of the whole; null where it is not known. */
  differenceOf({ score, standardError, draws }: DrawnEvidence): Difference | null {
    const part = this.#part;
    if (draws === null || part.draws === null || standardError === null) return null;
    return ofLook(differenceTo({ score: part.score, draws: part.draws }, { score, standardError, draws }));
  }

  /** A score as a task has it. @param rows that were looked at; null: all, the score is exact */
  ofTask(
    score: DrawnEvidence,
    rows: number | null,
  ): { score: DrawnEvidence; looked: { looked: 'whole' | LookedAtRows } } {
    if (rows === null) return { score, looked: { looked: 'whole' } };
    return { score: this.#estimate(score), looked: { looked: { rows, of: this.#dimension } } };
  }

  #estimate({ score, evidence, standardError, draws }: DrawnEvidence): DrawnEvidence {
    const [all, part] = [this.#baseline, this.#part];
    const isDrawn = draws !== null && all.draws !== null && part.draws !== null;
    return {
      score: all.score + (score - part.score),
      evidence: evidence.map((value, k) => (all.evidence[k] ?? 0) + value - (part.evidence[k] ?? 0)),
      standardError: isDrawn && standardError !== null ? lookWidening * standardError : null,
      draws: isDrawn
        ? draws.map((draw, b) => (all.draws?.[b] ?? 0) + lookWidening * (draw - (part.draws?.[b] ?? 0)))
        : null,
    };
  }
}
