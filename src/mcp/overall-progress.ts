import type { Progress, Stage } from '../protocol/progress.ts';

/** About how much of a run each stage takes, in hundredths. Some run side by side; the look at parts of maps comes on top, where there is one. */
const weights: Record<Stage, number> = {
  'read-dataset': 5,
  'list-esms': 5,
  'fetch-model': 15,
  embed: 30,
  'look-esms': 20,
  'fetch-esms': 25,
  score: 20,
  solve: 0,
};

/** How far a whole run is, of 100: a number that only grows, as the protocol asks. */
export class OverallProgress {
  readonly #shares = new Map<Stage, number>();
  #told = -1;

  /** The new number; null where it has not grown by at least a hundredth of the whole. */
  update({ stage, done, total }: Progress): number | null {
    if (total !== null && total > 0) this.#shares.set(stage, Math.min(1, done / total));
    const parts = [...this.#shares].map(([each, share]) => weights[each] * share);
    const sum = Math.min(
      100,
      parts.reduce((whole, part) => whole + part, 0),
    );
    if (sum < this.#told + 1) return null;
    this.#told = sum;
    return sum;
  }
}
