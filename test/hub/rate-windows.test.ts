import { describe, expect, it } from 'vitest';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture, never } from './hub-fixture.ts';

const repositories = Array.from({ length: 12 }, (_, i) =>
  makeRepository('model', `owner/ESM_${i}`, { 'config.json': `{"i": ${i}}`, 'model.safetensors': `weights ${i}` }),
);

describe('a Hub that counts', () => {
  it('is never asked too often, and everything arrives over several windows', async () => {
    // 36 requests of the kind that is counted, 20 a window.
    await using hubs = await hubFixture({
      repositories,
      quota: { api: 20, resolvers: 20, windowSeconds: 1 },
    });
    const hub = hubs.hub();
    const files = repositories.flatMap(({ id: repo, commit: revision }) =>
      ['config.json', 'model.safetensors'].map((path) =>
        resolveFile({ hub, repo, revision, path, limitBytes: 1e9, signal: never }),
      ),
    );
    expect((await Promise.all(files)).filter((path) => path === null)).toEqual([]);
    const statuses = hubs.fake.requests.map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toEqual([]);
    expect(statuses.length).toBe(48);
  });

  it.each([
    ['RateLimit', false],
    ['Retry-After', true],
  ])('that is asked by others too makes all downloads wait together, as %s says', async (_, retryAfter) => {
    await using hubs = await hubFixture({ repositories });
    hubs.fake.faults.add({ match: /resolve\//, fault: { kind: 'rate-limit', seconds: 0, retryAfter }, times: 8 });
    const hub = hubs.hub();
    const startedAt = Date.now();
    const files = repositories.map(({ id: repo, commit: revision }) =>
      resolveFile({ hub, repo, revision, path: 'model.safetensors', limitBytes: 1e9, signal: never }),
    );
    expect((await Promise.all(files)).filter((path) => path === null)).toEqual([]);
    expect(Date.now() - startedAt).toBeGreaterThan(950);
    // 8 refused at once, then each map once: while the gate is closed nothing is tried.
    expect(hubs.fake.requests.length).toBe(8 + 24);
  });
});
