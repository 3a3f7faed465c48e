import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchBudget, planBatches } from '../../../src/language-model/encoder/plan-batches.ts';

const lengths = fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 300 });
const budget = fc.integer({ min: 1, max: 600 });

describe('batchBudget', () => {
  it('is smaller for large models, so that a cancel does not wait', () => {
    expect(batchBudget({ layers: 12, hidden: 768, intermediate: 3072 })).toBe(512);
    expect(batchBudget({ layers: 24, hidden: 1024, intermediate: 4096 })).toBe(128);
  });
});

describe('planBatches', () => {
  it('puts each text into one batch', () => {
    fc.assert(
      fc.property(lengths, budget, (all, tokens) => {
        const texts = planBatches(all, tokens).flat();
        expect(texts.toSorted((a, b) => a - b)).toEqual(all.map((_, text) => text));
      }),
    );
  });

  it('keeps padded tokens within the budget, but for a text that is longer by itself', () => {
    fc.assert(
      fc.property(lengths, budget, (all, tokens) => {
        for (const batch of planBatches(all, tokens)) {
          const longest = Math.max(...batch.map((text) => all[text] ?? 0));
          expect(batch.length === 1 || batch.length * longest <= tokens).toBe(true);
        }
      }),
    );
  });

  it('wastes little: no batch could take the longest text of the next', () => {
    fc.assert(
      fc.property(lengths, budget, (all, tokens) => {
        const batches = planBatches(all, tokens);
        for (const batch of batches.slice(0, -1)) {
          const longest = all[batch[0] ?? 0] ?? 0;
          expect((batch.length + 1) * longest).toBeGreaterThan(tokens);
        }
      }),
    );
  });

  it('goes from long to short', () => {
    expect(planBatches([3, 9, 5, 9], 18)).toEqual([
      [1, 3],
      [2, 0],
    ]);
  });
});
