import type { DropReason } from '../../../protocol/dataset-facts.ts';
import type { LabelProfile } from '../../labels/label-profile.ts';
import type { RowRange } from '../../table/table.ts';

/** Rows one after another, and how many usable rows stand before them. */
export interface RowStretch extends RowRange {
  usableBefore: number;
}

const STRETCH_ROWS = 128;
const STRETCHES = 1 << 16;

/**
 * Where the usable rows are: by stretches of rows, how many labels came before, and how many of them a label's meaning may yet leave
 * out. So chosen rows are found again without all that stands before them. At most 65,536 stretches are kept, longer ones of more rows.
 */
export class UsableRows {
  #length = STRETCH_ROWS;
  #labels: number[] = [];
  #unlabelled: number[] = [];
  #notFinite: number[] = [];

  /** Takes what was seen before a row; rows come in order from 1. */
  note(row: number, { rows, drops }: LabelProfile): void {
    if (row <= this.#labels.length * this.#length) return;
    this.#labels.push(rows);
    this.#unlabelled.push(drops.count('unlabelled'));
    this.#notFinite.push(drops.count('not-finite-label'));
    if (this.#labels.length > STRETCHES) this.#thinOut();
  }

  /**
   * The stretches that hold some usable rows, in order.
   * @param usable Indices of usable rows from 0, ascending.
   * @param isLeftOut Whether labels of this kind make no usable row.
   */
  find(usable: Uint32Array, isLeftOut: (reason: DropReason) => boolean): RowStretch[] {
    const ofUnlabelled = isLeftOut('unlabelled') ? 1 : 0;
    const ofNotFinite = isLeftOut('not-finite-label') ? 1 : 0;
    const usableBefore = this.#labels.map(
      (count, i) => count - ofUnlabelled * (this.#unlabelled[i] ?? 0) - ofNotFinite * (this.#notFinite[i] ?? 0),
    );
    const found: RowStretch[] = [];
    let stretch = 0;
    for (const index of usable) {
      while ((usableBefore[stretch + 1] ?? Number.POSITIVE_INFINITY) <= index) stretch += 1;
      const first = stretch * this.#length + 1;
      if (found.at(-1)?.first === first) continue;
      found.push({ first, last: first + this.#length - 1, usableBefore: usableBefore[stretch] ?? 0 });
    }
    return found;
  }

  #thinOut(): void {
    const isKept = (_: number, i: number) => i % 2 === 0;
    this.#labels = this.#labels.filter(isKept);
    this.#unlabelled = this.#unlabelled.filter(isKept);
    this.#notFinite = this.#notFinite.filter(isKept);
    this.#length *= 2;
  }
}
