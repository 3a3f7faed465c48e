import { describe, expect, it } from 'vitest';
import { caseNames, readCase } from './golden-cases.ts';
import { plainLogme } from './oracle/plain-logme.ts';

/** The oracle that other tests trust must itself agree with the reference. The largest case would take most of the time. */
const cases = caseNames.filter((name) => name !== 'anisotropic-800x128');

describe.each(cases)('the plain algorithm on %s', (name) => {
  const { examples, maps } = readCase(name);
  const few = maps.filter(({ result }) => ['e0', 'rank5', 'zero-weight', 'small'].includes(result.esm));

  it.each(few)('equals the reference with float64 transform on $result.esm', ({ result, map }) => {
    const evidence = plainLogme(examples, map, 'hfselect');
    const score = evidence.reduce((sum, value) => sum + value, 0) / evidence.length;
    expect(Math.abs(score - result.score_float64_transform)).toBeLessThanOrEqual(1e-8);
  });

  const withEvidence = few.filter(({ result }) => result.evidence_score !== undefined);

  it.for(withEvidence)('equals the golden evidence on $result.esm', ({ result, map }) => {
    const evidence = plainLogme(examples, map, 'evidence');
    evidence.forEach((value, k) => {
      expect(Math.abs(value - (result.evidence_per_class?.[k] ?? Number.NaN))).toBeLessThanOrEqual(1e-9);
    });
  });
});
