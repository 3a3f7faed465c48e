import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { DrawnScore } from '../../src/certainty/difference.ts';
import { rankingCertainty } from '../../src/certainty/ranking-certainty.ts';

const drawn = z
  .object({ score: z.number(), standardError: z.number(), draws: z.array(z.number()) })
  .transform(({ draws, ...score }): DrawnScore => ({ ...score, draws: Float32Array.from(draws) }));

/** Rankings and what numpy makes of them (`oracle/make-rankings.py`). */
const rankings = z
  .record(
    z.string(),
    z.object({
      rows: z.number(),
      constant: z.null().default(null),
      baseline: drawn,
      scores: z.array(drawn),
      expected: z.object({
        alike: z.array(z.number().nullable()),
        first: z.array(z.number()),
        helps: z.array(z.number()),
        rankInterval: z.array(z.array(z.number())),
        shortlist: z.array(z.number()),
        tied: z.array(z.number()),
        p: z.number(),
      }),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('oracle/rankings.json', import.meta.url), 'utf8')));

const names = Object.keys(rankings);

function ranking(name: string) {
  const found = rankings[name];
  if (found === undefined) throw new Error(`no ranking is called ${name}`);
  return found;
}

describe('the certainty of a ranking', () => {
  it.each(names)('is what numpy makes of it: %s', (name) => {
    const { expected, ...input } = ranking(name);
    const { tasks, ...whole } = rankingCertainty({ ...input, fewRows: false });
    expect(tasks.map(({ alike }) => alike)).toEqual(expected.alike);
    expect(tasks.map(({ first }) => first)).toEqual(expected.first);
    expect(tasks.map(({ helps }) => helps)).toEqual(expected.helps);
    expect(tasks.map(({ rankInterval }) => rankInterval)).toEqual(expected.rankInterval);
    expect(whole).toMatchObject({ p: expected.p, shortlist: expected.shortlist, tied: expected.tied });
  });

  it('says what its facts say', () => {
    const verdict = (name: string, fewRows = false) => rankingCertainty({ ...ranking(name), fewRows }).verdict;
    expect(verdict('twins of the first')).toBe('helps');
    expect(verdict('all below')).toBe('none-likely');
    expect(verdict('no spread')).toBe('may-help');
    expect(verdict('no spread', true)).toBe('cannot-tell');
    expect(verdict('near ties')).toBe('cannot-tell');
    const below = { ...ranking('twins of the first'), fewRows: false };
    expect(rankingCertainty({ ...below, constant: -0.6 }).verdict).toBe('helps');
    expect(rankingCertainty({ ...below, constant: -0.5 }).verdict).toBe('cannot-tell');
    const small = { ...ranking('twins of the first'), rows: 49 };
    expect(rankingCertainty({ ...small, fewRows: true }).verdict).toBe('cannot-tell');
  });

  it('of equal maps is none: their difference is 0 ± 0, and they are one entry', () => {
    const { baseline, rows, constant } = ranking('one');
    const { tasks, shortlist, verdict } = rankingCertainty({
      baseline,
      scores: [baseline, baseline, baseline].map((score) => ({ ...score, standardError: 0 })),
      constant,
      rows,
      fewRows: false,
    });
    expect(tasks).toEqual([null, 0, 0].map((alike) => ({ alike, helps: 0, first: 1, rankInterval: [1, 3] })));
    expect(shortlist).toEqual([0]);
    expect(verdict).toBe('none-likely');
  });

  it('does not follow from what is common to all draws', () => {
    const { baseline, scores, rows } = ranking('spread out');
    const moved = ({ score, standardError, draws }: DrawnScore) => ({
      score: score + 1,
      standardError,
      draws: draws.map((draw, index) => draw + Math.round(8 * Math.sin(index)) / 64),
    });
    const some = rankingCertainty({ baseline, scores, constant: null, rows, fewRows: false });
    const other = rankingCertainty({
      baseline: moved(baseline),
      scores: scores.map(moved),
      constant: null,
      rows,
      fewRows: false,
    });
    expect(other.shortlist).toEqual(some.shortlist);
    expect(other.tied).toEqual(some.tied);
    for (const [index, { first }] of other.tasks.entries()) {
      expect(Math.abs(first - (some.tasks[index]?.first ?? 1))).toBeLessThanOrEqual(1 / 60);
    }
  });

  it('has probabilities of the first that add up to 1 over the distinct tasks, and intervals that hold some rank', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 15 }), (name, most) => {
        const { scores, ...input } = ranking(name);
        const { tasks, shortlist, tied } = rankingCertainty({
          ...input,
          scores: scores.slice(0, most),
          fewRows: false,
        });
        const distinct = tasks.filter(({ alike }) => alike === null);
        expect(distinct.reduce((sum, { first }) => sum + first, 0)).toBeCloseTo(1, 10);
        for (const { rankInterval } of tasks) {
          expect(rankInterval[0]).toBeGreaterThanOrEqual(1);
          expect(rankInterval[0]).toBeLessThanOrEqual(rankInterval[1]);
          expect(rankInterval[1]).toBeLessThanOrEqual(tasks.length);
        }
        for (const index of [...shortlist, ...tied]) expect(tasks[index]?.alike).toBeNull();
        expect(tied).not.toContain(0);
      }),
    );
  });

  it.each([
    [0.4, null],
    [0.55, null],
    [0.7, 784],
    [0.9, 475],
    [2.5, null],
  ])('says how many rows would decide: z = %d', (wanted, rows) => {
    const { baseline } = ranking('one');
    const noise = baseline.draws.map((_, index) => (index % 2 === 0 ? 0.25 : -0.25));
    const score = baseline.score + wanted * 0.25;
    const scores = [
      { score, standardError: 0.25, draws: baseline.draws.map((draw, index) => draw + (noise[index] ?? 0)) },
    ];
    const { rowsToDecide } = rankingCertainty({ baseline, scores, constant: null, rows: 100, fewRows: false });
    if (rows === null) expect(rowsToDecide).toBeNull();
    else expect(Math.abs((rowsToDecide ?? 0) - rows)).toBeLessThanOrEqual(1);
  });

  it('needs the same draws of all, and a score', () => {
    const { baseline, scores, rows } = ranking('one');
    const shorter = [{ score: 0, standardError: 1, draws: new Float32Array(3) }];
    expect(() => rankingCertainty({ baseline, scores: shorter, constant: null, rows, fewRows: false })).toThrow(
      RangeError,
    );
    expect(() => rankingCertainty({ baseline, scores: [], constant: null, rows, fewRows: false })).toThrow(RangeError);
    const none = { score: 0, standardError: 1, draws: new Float32Array() };
    expect(() => rankingCertainty({ baseline: none, scores: [none], constant: null, rows, fewRows: false })).toThrow(
      RangeError,
    );
    expect(scores.length).toBe(1);
  });
});
