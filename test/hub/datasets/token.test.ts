import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../../src/cli/voice.ts';
import { describeProblem } from '../../../src/words/describe-problem.ts';
import { makeDataset } from '../../fakes/hub/dataset-repository.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import { labelledTexts, parquetContent } from '../../fakes/hub/parquet-content.ts';
import { hubFixture, problemOf } from '../hub-fixture.ts';
import { read } from './dataset-fixture.ts';

const id = 'owner/texts';
const token = 'hf_SecretOfTheTest';
const large = makeDataset(id, {
  converted: { 'default/train/0000.parquet': parquetContent(labelledTexts(2000), 1500) },
});

describe('the token, where parts are read', () => {
  it('goes to the Hub with each request, and to the storage with none', async () => {
    await using fixture = await hubFixture({ repositories: [large], gated: [id], token });
    await read(fixture.hub({ token }), id);
    const own = fixture.fake.requests.filter(({ host }) => host === '127.0.0.1');
    const storage = fixture.fake.requests.filter(({ host }) => host !== '127.0.0.1');
    expect(own.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
    expect(storage.length).toBeGreaterThan(2);
    expect(storage.every(({ headers }) => headers.range !== undefined)).toBe(true);
    expect(JSON.stringify(storage)).not.toContain('SecretOfTheTest');
    expect(fixture.log.join('\n')).not.toContain('SecretOfTheTest');
  });

  it.each<[string, RegExp, FaultKind]>([
    ['is refused', /resolve\//, { kind: 'status', status: 403, message: `no access with ${token}` }],
    ['fails', /./, { kind: 'status', status: 500, message: `trace: Bearer ${token}` }],
    ['breaks', /xet-bridge/, { kind: 'reset' }],
  ])('is seen nowhere when a request %s', async (_, match, fault) => {
    await using fixture = await hubFixture({ repositories: [large], token });
    fixture.fake.faults.add({ match, fault });
    const problem = await problemOf(read(fixture.hub({ token }), id));
    const { message, remedy } = describeProblem(problem, commandLineVoice);
    expect([JSON.stringify(problem), message, remedy, ...fixture.log].join('\n')).not.toContain('SecretOfTheTest');
    const elsewhere = fixture.fake.requests.filter(({ host }) => host !== '127.0.0.1');
    expect(JSON.stringify(elsewhere)).not.toContain('SecretOfTheTest');
  });
});
