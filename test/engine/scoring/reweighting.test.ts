import { expect, it } from 'vitest';
import { drawReweighting } from '../../../src/engine/scoring/reweighting.ts';
import { prepareInfluence } from '../../../src/logme/influence-basis.ts';
import { prepareStatistics } from '../../../src/logme/prepare-statistics.ts';
import { standardNormals } from '../../../src/random/standard-normals.ts';
import { kernels } from '../../logme/kernels-in-tests.ts';
import { randomExamples } from '../../logme/random-problem.ts';

const { signal } = new AbortController();

it('reweights all rows of a sample up to 2,000, and of a larger one those that NumPy’s permutation puts first', async () => {
  // Expected: set(range(2003)) - set(np.random.default_rng(0).permutation(2003)[:2000])
  for (const [n, leftOut] of [
    [300, []],
    [2003, [607, 975, 1825]],
  ] as const) {
    const examples = randomExamples({ n, d: 4, classes: 2, seed: 1 });
    const statistics = prepareStatistics({ ...examples, kernels });
    const drawn = await drawReweighting({ examples, statistics, variant: 'evidence', kernels, signal });
    const rows = Uint32Array.from({ length: n }, (_, row) => row).filter((row) => !new Set<number>(leftOut).has(row));
    expect(drawn?.method).toEqual({ kind: 'infinitesimal-jackknife', draws: 1000, seed: 0, rows: rows.length });
    const expected = prepareInfluence({ examples, statistics, rows, kernels });
    expect(drawn?.reweighting.basis.rows).toBe(rows.length);
    expect([...(drawn?.reweighting.basis.basis ?? [])]).toEqual([...expected.basis]);
    expect(drawn?.reweighting.normals.slice(0, 10)).toEqual(standardNormals(10, 0));
  }
});

it('does not where scores are no evidence', async () => {
  const examples = randomExamples({ n: 20, d: 30, classes: 2, seed: 1 });
  const statistics = prepareStatistics({ ...examples, kernels });
  const given = { examples, statistics, kernels, signal };
  expect(await drawReweighting({ ...given, variant: 'hfselect' })).toBeNull();
  expect(await drawReweighting({ ...given, variant: 'evidence' })).not.toBeNull();
});
