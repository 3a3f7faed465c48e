import { describe, expect, it } from 'vitest';
import { publishMap } from '../../../src/engine/publishing/publish-map.ts';
import type { FaultKind } from '../../fakes/hub/faults.ts';
import type { SeenRequest } from '../../fakes/hub/start-fake-hub.ts';
import { problemOf } from '../../hub/hub-fixture.ts';
import { publishFixture, writeSampleMap } from './publish-fixture.ts';
import { effectiveCommits, expectPublished, names, plan } from './published-state.ts';

describe('a connection that breaks off while publishing', () => {
  const steps: [string, RegExp][] = [
    ['making the repository', /POST \/api\/repos\/create/],
    ['asking where files go', /POST .*\/preupload\//],
    ['asking for an upload', /POST .*\/objects\/batch/],
    ['the upload', /PUT \/lfs/],
    ['telling that it is there', /POST .*\/objects\/verify/],
    ['the commit', /POST .*\/commit\//],
  ];
  const breaks: [string, FaultKind][] = [
    ['before anything is done', { kind: 'reset' }],
    ['when all is done and only the answer is lost', { kind: 'lost-answer' }],
    ['with a failure of the Hub', { kind: 'status', status: 503 }],
    ['with a wait', { kind: 'rate-limit', seconds: 0, retryAfter: true }],
  ];
  const cases = steps.flatMap(([step, match]) => breaks.map(([how, fault]) => ({ step, match, how, fault })));

  it.each(cases)('at $step, $how, goes on by itself', async ({ match, fault }) => {
    await using fixture = await publishFixture();
    fixture.engine.fake.faults.add({ match, fault, times: 1 });
    const published = await fixture.publish();
    expect(published.found).toBe(true);
    const { requests } = fixture.engine.fake;
    expect(requests.filter(({ method, url }) => match.test(`${method} ${url}`)).length).toBeGreaterThan(1);
    expectPublished(fixture);
    expect(effectiveCommits(fixture.engine.fake)).toBe(1);
  });

  it.each(cases.filter(({ fault }) => fault.kind === 'reset' || fault.kind === 'lost-answer'))(
    'at $step, $how, for good, is begun again by the same command',
    async ({ match, fault }) => {
      await using fixture = await publishFixture();
      fixture.engine.fake.faults.add({ match, fault });
      expect(await problemOf(fixture.publish())).toMatchObject({ area: 'hub' });
      fixture.engine.fake.faults.clear();
      expect((await fixture.publish()).found).toBe(true);
      expectPublished(fixture);
      expect(effectiveCommits(fixture.engine.fake)).toBe(1);
    },
  );

  it('in a part of an upload sends that part again', async () => {
    await using fixture = await publishFixture({ multipartFrom: 1000, partBytes: 30_000 });
    fixture.engine.fake.faults.add({ match: /partNumber=2/, fault: { kind: 'reset' }, times: 1 });
    fixture.engine.fake.faults.add({ match: /complete_multipart/, fault: { kind: 'lost-answer' }, times: 1 });
    await fixture.publish();
    expectPublished(fixture);
  });

  it('is cancelled in the middle, and begun again', async () => {
    await using fixture = await publishFixture();
    fixture.engine.fake.faults.add({ match: /PUT \/lfs/, fault: { kind: 'stall' } });
    const stop = new AbortController();
    const agreed = await plan(fixture);
    const publishing = publishMap(fixture.context(), agreed, stop.signal);
    await expect.poll(() => fixture.engine.fake.requests.some(({ method }) => method === 'PUT')).toBe(true);
    stop.abort();
    expect(await problemOf(publishing)).toMatchObject({ code: 'run-cancelled' });
    fixture.engine.fake.faults.clear();
    await fixture.publish();
    expectPublished(fixture);
  });

  it('says that the map is not listed yet where the Hub is behind', async () => {
    await using fixture = await publishFixture();
    const match = /GET \/api\/models\?.*filter=/;
    fixture.engine.fake.faults.add({ match, fault: { kind: 'entries', change: () => [] } });
    expect(await fixture.publish()).toMatchObject({ found: false, files: names });
  });
});

describe('answers that are none', () => {
  it.each<[string, RegExp]>([
    ['who one is', /whoami/],
    ['a repository', /GET \/api\/models\/tester/],
    ['where files go', /preupload/],
    ['an upload', /objects\/batch/],
    ['a commit', /\/commit\//],
  ])('to %s are a problem that names the address', async (_, match) => {
    await using fixture = await publishFixture();
    fixture.engine.fake.faults.add({ match, fault: { kind: 'html' } });
    expect(await problemOf(fixture.publish())).toMatchObject({ code: 'hub-bad-response' });
  });
});

describe('the token', () => {
  it('goes to the Hub alone, and is repeated by no problem', async () => {
    const token = 'hf_SecretOfTheTest';
    const accounts = [{ token, name: 'tester' }];
    await using fixture = await publishFixture({ accounts, multipartFrom: 1000, partBytes: 30_000 });
    await fixture.publish({}, token);
    const isOwn = ({ host }: SeenRequest) => host === '127.0.0.1';
    const elsewhere = fixture.engine.fake.requests.filter((request) => !isOwn(request));
    expect(elsewhere.some(({ method }) => method === 'PUT')).toBe(true);
    expect(JSON.stringify(elsewhere)).not.toContain('SecretOfTheTest');
    for (const status of [400, 401, 403, 413, 500]) {
      await writeSampleMap(fixture.folder, { num_examples: status });
      const fault: FaultKind = { kind: 'status', status, message: `no: Bearer ${token}` };
      for (const match of [/whoami/, /validate/, /preupload/, /batch/, /\/commit\//]) {
        fixture.engine.fake.faults.clear();
        fixture.engine.fake.faults.add({ match, fault });
        const problem = await fixture.publish({}, token).then(
          () => null,
          (error: unknown) => error,
        );
        expect(`${problem} ${JSON.stringify(problem)}`).not.toContain('SecretOfTheTest');
      }
    }
  });
});
