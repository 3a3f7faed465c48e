import type { Transfers } from '../../src/transfers/transfers-file.ts';

/** What the fine-tuning cell writes, with the given parts changed. */
export function makeTransfers(
  changes: {
    target?: Partial<Transfers['target']>;
    model?: Partial<Transfers['model']>;
    gains?: Transfers['gains'];
  } = {},
): Transfers {
  return {
    schema: 'intermediate-task-transfers/1',
    created: '2026-11-29T00:38:01Z',
    target: { source: 'tickets.csv', rows: 200, fingerprint: 'sha256:a', ranked: 'sha256:a', ...changes.target },
    model: { id: 'bert-base', revision: null, ...changes.model },
    metric: 'accuracy',
    trained: 160,
    tested: 40,
    without: { value: 0.617 },
    gains: changes.gains ?? [],
  };
}

/** The gain of one task. */
export function makeGain(changes: Partial<Transfers['gains'][number]> = {}): Transfers['gains'][number] {
  return {
    map: 'a/ESM_b',
    dataset: 'b',
    subset: null,
    text: ['text'],
    label: 'label',
    gain: 0.031,
    spread: 0.008,
    seeds: 3,
    ...changes,
  };
}
