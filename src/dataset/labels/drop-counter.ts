import type { DroppedRows, DropReason } from '../../protocol/dataset-facts.ts';

/** Row numbers that are kept for each reason. */
const FIRST_ROWS = 5;

/** Counts the rows that are left out, by reason, in the order in which the reasons came up. */
export class DropCounter {
  readonly #drops = new Map<DropReason, DroppedRows>();

  /** Counts one row. */
  add(reason: DropReason, row: number): void {
    this.addAll({ reason, count: 1, firstRows: [row] });
  }

  /** Counts rows that were counted elsewhere. */
  addAll({ reason, count, firstRows }: DroppedRows): void {
    if (count === 0) return;
    const drops = this.#drops.get(reason) ?? { reason, count: 0, firstRows: [] };
    drops.count += count;
    drops.firstRows.push(...firstRows.slice(0, FIRST_ROWS - drops.firstRows.length));
    this.#drops.set(reason, drops);
  }

  /** Rows left out for one reason. */
  count(reason: DropReason): number {
    return this.#drops.get(reason)?.count ?? 0;
  }

  /** Rows left out in all. */
  get total(): number {
    return [...this.#drops.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** What was counted. */
  list(): DroppedRows[] {
    return [...this.#drops.values()].map((drops) => ({ ...drops, firstRows: [...drops.firstRows] }));
  }
}
