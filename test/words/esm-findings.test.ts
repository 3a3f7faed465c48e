import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import { consequenceOf, type EsmFinding, esmCheck, esmFinding } from '../../src/protocol/esm-findings.ts';
import { describeEsmFinding, describeEsmVerdict } from '../../src/words/esm-findings.ts';
import { hostileCharacters, hostileText, hostileValues } from '../untrusted-text/hostile-values.ts';

const findings = hostileValues<EsmFinding>(esmFinding);

describe('findings about a map', () => {
  it('of every code are tried', () => {
    expect(new Set(findings.map(({ code }) => code)).size).toBe(esmFinding.options.length);
  });

  it('are sentences without placeholders, control characters or lines of their own, with a remedy where the map is not fit', () => {
    for (const finding of findings) {
      const { message, remedy } = describeEsmFinding(finding, commandLineVoice);
      expect(`${message} ${remedy}`, finding.code).not.toMatch(/\{\d\}|undefined/);
      expect(`${message} ${remedy}`, finding.code).not.toMatch(hostileCharacters);
      if (consequenceOf(finding) !== 'note' && finding.code !== 'unusable') expect(remedy, finding.code).not.toBeNull();
    }
  });

  it.each<[EsmFinding[], string]>([
    [[], 'found and ranked, here and by hfselect.'],
    [[{ code: 'card-without-license' }], 'with remarks.'],
    [[{ code: 'card-without-license' }, { code: 'no-card' }], 'ranked, but not found by its tags once published.'],
    [[{ code: 'no-card' }, { code: 'no-bias' }], 'ranked here, but not by hfselect.'],
    [
      [{ code: 'no-bias' }, { code: 'unusable', problem: { area: 'esm', code: 'esm-no-weights', repo: 'x' } }],
      'no map that can be ranked.',
    ],
  ])('%o come to: %s', (found, said) => {
    const check = { name: './map', taskId: null, baseModel: null, dimension: null, findings: found, fixed: [] };
    expect(describeEsmVerdict(check, commandLineVoice)).toContain(said);
  });

  it('name what was repaired', () => {
    const check = esmCheck.parse({
      name: hostileText,
      taskId: null,
      baseModel: null,
      dimension: 2,
      findings: [],
      fixed: ['README.md'],
    });
    expect(describeEsmVerdict(check, commandLineVoice)).toMatch(/Written anew: README\.md\.$/);
  });
});
