import { describe, expect, it } from 'vitest';
import type { Hub } from '../../src/hub/hub.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture, never } from './hub-fixture.ts';

const card = '---\nbase_model: google/base\ntags: [embedding_space_map]\n---\n';
const repositories = Array.from({ length: 60 }, (_, i) =>
  makeRepository('model', `owner/ESM_${i}`, {
    'README.md': card,
    'config.json': `{"i": ${i}}`,
    'model.safetensors': `weights of ${i}`,
  }),
);

/** Lists the maps and brings the two files of each into the cache, as the engine does. */
async function fetchAll(hub: Hub): Promise<(string | null)[]> {
  const models = await listModels({ hub, tags: ['embedding_space_map'], signal: never });
  return Promise.all(
    models.flatMap(({ id: repo, sha: revision }) =>
      ['config.json', 'model.safetensors'].map((path) =>
        resolveFile({ hub, repo, revision, ref: 'main', path, limitBytes: 1e9, signal: never }),
      ),
    ),
  );
}

describe('many repositories', () => {
  it('cost one listing and four requests each, three of them counted; the second time the listing alone', async () => {
    await using hubs = await hubFixture({ repositories });
    const first = await fetchAll(hubs.hub());
    const { requests } = hubs.fake;
    expect(requests.length).toBe(1 + 4 * 60);
    expect(requests.filter(({ url }) => url.includes('/resolve')).length).toBe(3 * 60);
    expect(await fetchAll(hubs.hub())).toEqual(first);
    expect(requests.length).toBe(1 + 4 * 60 + 1);
  });

  it('are fetched several at a time, and never more than there are downloads at a time', async () => {
    await using hubs = await hubFixture({ repositories, latencyMs: 5 });
    await fetchAll(hubs.hub());
    expect(hubs.fake.state.mostAtOnce).toBeLessThanOrEqual(8);
    expect(hubs.fake.state.mostAtOnce).toBeGreaterThan(4);
  });

  it('of which one was changed cost one download more', async () => {
    await using hubs = await hubFixture({ repositories });
    await fetchAll(hubs.hub());
    const before = hubs.fake.requests.length;
    hubs.fake.push(
      makeRepository('model', 'owner/ESM_7', {
        'README.md': card,
        'config.json': '{"i": 7}',
        'model.safetensors': 'new weights',
      }),
    );
    await fetchAll(hubs.hub());
    const asked = hubs.fake.requests.slice(before).map(({ url }) => url.split('?')[0]);
    // The listing, the configuration (whose content is the same: no body is read) and the weights.
    expect(asked.filter((url) => url?.includes('ESM_7')).length).toBe(3);
    expect(asked.length).toBe(1 + 4);
  });
});
