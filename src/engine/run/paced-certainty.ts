import type { RunEvent } from '../between-stages/run-events.ts';
import type { RunRecord } from '../between-stages/run-record.ts';

/** Between two assessments of a run at least so long, in ms. */
const leastIntervalMs = 1000;

/** They may take a fiftieth of the time: that of 1,500 tasks takes half a second. */
const mostShare = 0.02;

/** Tells how sure the ranking so far is, now and then while maps are scored. */
export class PacedCertainty {
  readonly #record: RunRecord;
  readonly #tell: (event: RunEvent) => void;
  readonly #now: () => number;
  #nextAt = Number.NEGATIVE_INFINITY;

  /** @param now a clock in ms */
  constructor(record: RunRecord, tell: (event: RunEvent) => void, now: () => number) {
    this.#record = record;
    this.#tell = tell;
    this.#now = now;
  }

  /** A map was scored. */
  scored(): void {
    const startedAt = this.#now();
    if (startedAt < this.#nextAt) return;
    const known = this.#record.assess();
    const endedAt = this.#now();
    this.#nextAt = endedAt + Math.max(leastIntervalMs, (endedAt - startedAt) / mostShare);
    if (known !== null) this.#tell({ kind: 'certainty', ...known, tasks: Object.fromEntries(known.tasks) });
  }
}
